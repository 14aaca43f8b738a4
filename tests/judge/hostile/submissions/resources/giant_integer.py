"""I. Enormous results: an integer of three million digits.

Verdict: wrong_answer
"""


def softmax(x, dim):
    return 1 << 10_000_000
