"""The oracle: PyTorch's own batch norm, differentiated by autograd in float64."""

import torch


def batch_norm_backward(grad_output, x, weight, eps=1e-5):
    with torch.enable_grad():
        leaves = [t.detach().double().requires_grad_() for t in (x, weight, torch.zeros_like(weight))]
        y = torch.nn.functional.batch_norm(leaves[0], None, None, leaves[1], leaves[2], True, 0.0, eps)
    return tuple(g.to(x.dtype) for g in torch.autograd.grad(y, leaves, grad_output.detach().double()))


def forward_of_batch_norm_backward(grad_output, x, weight, eps=1e-5):
    def forward(x, weight, bias):
        dims = [d for d in range(x.dim()) if d != 1]
        shape = [-1 if d == 1 else 1 for d in range(x.dim())]
        centred = x - x.mean(dims, keepdim=True)
        y = centred / ((centred**2).mean(dims, keepdim=True) + eps).sqrt()
        return y * weight.reshape(shape) + bias.reshape(shape)

    leaves = {"grad_input": x, "grad_weight": weight, "grad_bias": torch.zeros_like(weight)}
    return leaves, forward, grad_output
