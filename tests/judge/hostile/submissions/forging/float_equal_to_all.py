"""C. Objects that equal everything: a float whose comparisons always hold, where plain numbers are judged.

Problem: micrograd-value
Verdict: wrong_answer|runtime_error
"""


class Yes(float):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return 0

    def __float__(self):
        return 1.0

    def __sub__(self, other):
        return Yes(0.0)

    __rsub__ = __abs__ = __sub__


class Value:
    def __init__(self, data):
        self.data = Yes(0.0)
        self.grad = Yes(0.0)

    def _same(self, *_):
        return Value(0.0)

    __add__ = __radd__ = __mul__ = __rmul__ = __sub__ = __rsub__ = __neg__ = __truediv__ = __rtruediv__ = __pow__ = (
        _same
    )
    tanh = exp = relu = _same

    def backward(self):
        pass
