"""H. Evading the task: the engine is called where autograd is off limits, by the object behind torch.autograd.

Problem: softmax-backward
Verdict: forbidden_api
"""

import importlib

import torch


def softmax_backward(grad_output, x, dim):
    engine = getattr(importlib.import_module("torch." + "auto" + "grad"), "Variable")._execution_engine
    x = x.detach().clone().requires_grad_()
    with torch.enable_grad():
        e = torch.exp(x - x.amax(dim, keepdim=True))
        y = e / e.sum(dim, keepdim=True)
    return engine.run_backward((y,), (grad_output,), False, False, (x,), allow_unreachable=True, accumulate_grad=False)[
        0
    ]
