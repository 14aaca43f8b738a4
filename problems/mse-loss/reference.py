"""The oracle: PyTorch's own loss in float64, differentiated by autograd."""

import torch


def mse_loss(input, target, reduction="mean"):
    return torch.nn.functional.mse_loss(input.double(), target.double(), reduction=reduction).to(input.dtype)


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    x = input.detach().double().requires_grad_()
    with torch.enable_grad():
        loss = torch.nn.functional.mse_loss(x, target.detach().double(), reduction=reduction)
    return torch.autograd.grad(loss, x, grad_output.detach().double())[0].to(input.dtype)


def forward_of_mse_loss_backward(grad_output, input, target, reduction="mean"):
    def forward(x):
        squares = (x - target) ** 2
        return squares if reduction == "none" else getattr(squares, reduction)()

    return {"dinput": input}, forward, grad_output
