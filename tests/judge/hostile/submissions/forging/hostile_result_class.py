"""C. A result whose class has a name that is no text.

Verdict: runtime_error|wrong_answer
"""


class Meta(type):
    def __getattribute__(cls, name):
        return cls


class Thing(metaclass=Meta):
    pass


def softmax(x, dim):
    return Thing()
