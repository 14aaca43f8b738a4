"""Calls `broadcast_shape` on the case's shapes; an error becomes a word that can be compared."""


def drive(solution, case):
    try:
        return solution.broadcast_shape(*case.kwargs["shapes"])
    except ValueError:
        return "ValueError"
