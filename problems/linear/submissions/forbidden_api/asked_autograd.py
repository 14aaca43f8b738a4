"""Autograd is what you are writing in linear_backward.
Caught by: backward by hand"""


def linear(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias


def linear_backward(grad_output, x, weight):
    x, weight = x.detach().requires_grad_(), weight.detach().requires_grad_()
    linear(x, weight).backward(grad_output)
    return x.grad, weight.grad, grad_output.reshape(-1, len(weight)).sum(0)
