"""I. An endless loop in a tensor's hook.

Verdict: time_limit
"""


def forever(g):
    while True:
        pass


def softmax(x, dim):
    x.register_hook(forever)
    return x.exp()
