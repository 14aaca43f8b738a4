"""C. Exceptions with a hostile `__str__` and `__repr__`, which raise themselves.

Verdict: runtime_error
"""


class Trap(Exception):
    def __str__(self):
        raise Trap

    __repr__ = __str__


def softmax(x, dim):
    raise Trap
