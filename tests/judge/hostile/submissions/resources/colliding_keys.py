"""I. Enormous results: a dict whose keys all have the same hash.

Verdict: wrong_answer|time_limit
"""


def softmax(x, dim):
    prime = (1 << 61) - 1
    return {i * prime: None for i in range(1, 3000)}
