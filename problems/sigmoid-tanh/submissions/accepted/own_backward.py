import torch


class Tanh(torch.autograd.Function):
    """By magnitude and sign; the slope comes from the output, which has no corner."""

    @staticmethod
    def forward(ctx, x):
        z = torch.expm1(-2 * x.abs())
        y = torch.copysign(z / (2 + z), x)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        return tanh_backward(grad_output, *ctx.saved_tensors)


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def tanh(x):
    return Tanh.apply(x)


def sigmoid_backward(grad_output, output):
    return grad_output * (output - output * output)


def tanh_backward(grad_output, output):
    return grad_output - grad_output * output * output
