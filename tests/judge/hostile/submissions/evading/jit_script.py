"""H. The library call instead of the work: inside scripted code, put together from text.

Verdict: forbidden_api
"""

import torch

code = torch.jit.CompilationUnit("def f(x, dim: int):\n    return torch.soft" + "max(x, dim)\n")


def softmax(x, dim):
    return code.f(x, dim)
