"""I. An endless loop inside one operation, where no Python interrupt arrives: a number of a billion digits.

Verdict: time_limit|memory_limit
"""


def softmax(x, dim):
    n = 3
    for _ in range(40):
        n = n * n
    return n
