"""Calls `matmul_shape` on the case's shapes; an error becomes words that can be compared."""


def drive(solution, case):
    try:
        return solution.matmul_shape(case.kwargs["a"], case.kwargs["b"])
    except (ValueError, RuntimeError):
        return "raises ValueError"
    except AssertionError:
        return "raises AssertionError"
