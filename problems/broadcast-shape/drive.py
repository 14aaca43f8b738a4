"""Calls `broadcast_shape` on the case's shapes; an error becomes words that can be compared."""


def drive(solution, case):
    try:
        return solution.broadcast_shape(*case.kwargs["shapes"])
    except ValueError:
        return "raises ValueError"
    except RecursionError:
        raise
    except (RuntimeError, AssertionError) as error:  # nobody raises these by accident, so say what was asked for
        return f"raises {'RuntimeError' if isinstance(error, RuntimeError) else 'AssertionError'}"
