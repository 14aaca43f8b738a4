"""I. An endless loop in the call.

Verdict: time_limit
"""


def softmax(x, dim):
    while True:
        pass
