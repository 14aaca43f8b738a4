"""I. Recursive results: a list a hundred thousand levels deep.

Verdict: wrong_answer|runtime_error
"""


def softmax(x, dim):
    result = []
    for _ in range(100_000):
        result = [result]
    return result
