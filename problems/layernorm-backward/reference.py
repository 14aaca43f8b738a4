"""The oracle: PyTorch's own layer norm, differentiated by autograd in float64."""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    with torch.enable_grad():
        leaves = [t.detach().double().requires_grad_() for t in (x, weight, torch.zeros_like(weight))]
        y = torch.nn.functional.layer_norm(leaves[0], weight.shape, leaves[1], leaves[2], eps)
    return tuple(g.to(x.dtype) for g in torch.autograd.grad(y, leaves, grad_output.detach().double()))


def forward_of_layer_norm_backward(grad_output, x, weight, eps=1e-5):
    def forward(x, weight, bias):
        dims = tuple(range(-weight.dim(), 0))
        centred = x - x.mean(dims, keepdim=True)
        return centred / ((centred**2).mean(dims, keepdim=True) + eps).sqrt() * weight + bias

    leaves = {"grad_input": x, "grad_weight": weight, "grad_bias": torch.zeros_like(weight)}
    return leaves, forward, grad_output
