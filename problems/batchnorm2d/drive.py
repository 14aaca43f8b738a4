"""One call of batch_norm; with `then`, an evaluation of it follows, on the statistics that the first call left."""


def drive(solution, case):
    given = {name: value for name, value in case.kwargs.items() if name != "then"}
    first = solution.batch_norm(**given)
    if "then" not in case.kwargs:
        return first
    given |= {"x": case.kwargs["then"], "training": False}
    return {"training": first, "evaluation": solution.batch_norm(**given)}
