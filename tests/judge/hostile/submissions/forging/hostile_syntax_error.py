"""C. A SyntaxError made by hand, whose parts are not what they should be.

Verdict: runtime_error
"""


class Trap:
    def __str__(self):
        raise ValueError

    def rstrip(self):
        raise ValueError


def softmax(x, dim):
    error = SyntaxError("x")
    error.filename, error.lineno, error.text, error.msg = "solution.py", [10**4000], Trap(), Trap()
    raise error
