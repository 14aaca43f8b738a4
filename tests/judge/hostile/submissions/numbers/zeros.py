"""G. Zeros where the expected value is below the tolerance.

Verdict: wrong_answer
"""


def softmax(x, dim):
    return 0 * x.nan_to_num(neginf=0)
