"""I. Recursive results: a list that holds itself.

Verdict: wrong_answer|runtime_error
"""


def softmax(x, dim):
    result = []
    result.append(result)
    return result
