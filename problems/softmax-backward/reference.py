"""The oracle: PyTorch's own softmax, differentiated by autograd in float64."""

import torch


def softmax_backward(grad_output, x, dim):
    logits = x.detach().double().requires_grad_()
    with torch.enable_grad():
        y = torch.softmax(logits, dim)
    return torch.autograd.grad(y, logits, grad_output.detach().double())[0].to(x.dtype)


def forward_of_softmax_backward(grad_output, x, dim):
    def forward(x):
        e = (x - x.amax(dim, keepdim=True)).exp()
        return e / e.sum(dim, keepdim=True)

    return {"dx": x}, forward, grad_output
