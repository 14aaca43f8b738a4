"""G. The mean of what is expected, as a constant.

Verdict: wrong_answer
"""


def softmax(x, dim):
    return 0 * x.nan_to_num(neginf=0) + 1 / x.shape[dim]
