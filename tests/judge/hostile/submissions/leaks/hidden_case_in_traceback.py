"""A. Stealing the answer: a hidden case's input as the name of the function that raises, and of what it raises.

Verdict: runtime_error
"""

import torch


def softmax(x, dim):
    if x.shape == (3,) and x.requires_grad:
        names = {}
        code = "def function_@MARK@():\n    return {}['@MARK@']\n"
        exec(compile(code, "solution.py", "exec"), names)
        names["function_@MARK@"]()
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
