"""The oracle: PyTorch's own layer norm, differentiated by autograd in float64."""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    with torch.enable_grad():
        leaves = [t.detach().double().requires_grad_() for t in (x, weight, torch.zeros_like(weight))]
        y = torch.nn.functional.layer_norm(leaves[0], weight.shape, leaves[1], leaves[2], eps)
    return tuple(g.to(x.dtype) for g in torch.autograd.grad(y, leaves, grad_output.detach().double()))
