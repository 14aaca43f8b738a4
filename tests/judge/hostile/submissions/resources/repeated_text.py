"""I. Enormous results: one text of a megabyte, two hundred thousand times.

Verdict: wrong_answer|memory_limit|output_limit|runtime_error|time_limit
"""


def softmax(x, dim):
    return ["z" * 1_000_000] * 200_000
