"""I. An endless loop in `__repr__` and `__str__` of an exception.

Verdict: time_limit
"""


class Trap(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


def softmax(x, dim):
    raise Trap
