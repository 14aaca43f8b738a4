"""Calls the case's function. The values become text, in which 1, 1.0 and True differ."""


def drive(solution, case):
    answer = getattr(solution, case.call)(case.kwargs["values"])
    if not isinstance(answer, tuple) or len(answer) != 2:
        return answer
    dtype, values = answer
    return {"dtype": dtype, "values": repr(values)}
