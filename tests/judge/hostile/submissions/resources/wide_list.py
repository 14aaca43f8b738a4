"""I. Enormous results: a million numbers in a list.

Verdict: wrong_answer|output_limit|time_limit
"""


def softmax(x, dim):
    return list(range(1_000_000))
