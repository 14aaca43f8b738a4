"""B. Returning the input.

Verdict: wrong_answer
"""


def softmax(x, dim):
    return x
