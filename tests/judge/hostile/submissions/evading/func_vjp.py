"""H. Evading the task: the vector-Jacobian product from torch.func, where autograd is off limits.

Problem: softmax-backward
Verdict: forbidden_api
"""

import torch
from torch.func import vjp


def softmax_backward(grad_output, x, dim):
    def own(x):
        e = torch.exp(x - x.amax(dim, keepdim=True))
        return e / e.sum(dim, keepdim=True)

    return vjp(own, x)[1](grad_output)[0]
