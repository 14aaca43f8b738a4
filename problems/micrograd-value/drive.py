"""Make the leaves, run the case's lines on them, and report every Value by the name that the lines give it."""


def drive(solution, case):
    scope = {name: solution.Value(number) for name, number in case.kwargs["leaves"].items()}
    exec("\n".join(case.kwargs["program"]), scope)
    values = {name: value for name, value in scope.items() if not name.startswith("_")}
    return {
        "data": {name: value.data for name, value in values.items()},
        "grad": {name: value.grad for name, value in values.items()},
    }
