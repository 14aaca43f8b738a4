"""I. Recursive results: a dict and a list that hold each other, where no gradient is asked for.

Problem: softmax-backward
Verdict: wrong_answer|runtime_error
"""


def softmax_backward(grad_output, x, dim):
    result = {}
    result["again"] = [result, {"and": [result]}]
    return result
