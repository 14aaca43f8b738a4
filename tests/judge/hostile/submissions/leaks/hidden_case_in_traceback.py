"""A. Stealing the answer: a hidden case's input as the name of the function that raises, and of what it raises.

Verdict: runtime_error
"""

import torch


def softmax(x, dim):
    if x.shape == (3,) and x.requires_grad:
        secret = "@MARK@"
        names = {}
        code = "def function_MARK():\n    return {}['MARK']\n".replace("MARK", secret)
        exec(compile(code, "solution.py", "exec"), names)
        next(value for name, value in names.items() if name.startswith("function"))()
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
