"""C. An exception whose class has no name and answers no question.

Verdict: runtime_error
"""


class Meta(type):
    def __getattribute__(cls, name):
        raise KeyError(name)


class Trap(Exception, metaclass=Meta):
    pass


def softmax(x, dim):
    raise Trap
