"""C. A scalar that would broadcast to any shape.

Verdict: wrong_answer
"""


def softmax(x, dim):
    return (x * 0).sum() + 1
