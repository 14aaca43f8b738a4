"""C. An object that equals everything.

Verdict: wrong_answer
"""


class Everything:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __bool__(self):
        return True

    def __hash__(self):
        return 0

    def __lt__(self, other):
        return True

    def __array__(self, *args):
        raise TypeError


def softmax(x, dim):
    return Everything()
