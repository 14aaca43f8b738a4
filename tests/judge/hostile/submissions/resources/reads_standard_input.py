"""I. Waiting for a standard input that never comes.

Verdict: runtime_error
"""


def softmax(x, dim):
    return input("a number, please: ")
