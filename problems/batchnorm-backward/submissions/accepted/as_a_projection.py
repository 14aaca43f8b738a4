"""Per channel the Jacobian is a projection: it removes what lies along ones and along x_hat. Here it is built whole,
which costs n times the memory."""

import torch


def batch_norm_backward(grad_output, x, weight, eps=1e-5):
    c = x.shape[1]
    values, g = (t.transpose(0, 1).reshape(c, -1) for t in (x, grad_output))
    n = values.shape[1]
    rstd = (values.var(1, correction=0, keepdim=True) + eps) ** -0.5
    x_hat = (values - values.mean(1, keepdim=True)) * rstd
    removed = (1 + x_hat[:, :, None] * x_hat[:, None, :]) / n
    jacobian = weight.view(c, 1, 1) * rstd[:, :, None] * (torch.eye(n) - removed)
    grad_input = torch.einsum("cij,cj->ci", jacobian, g)
    return grad_input.view(x.transpose(0, 1).shape).transpose(0, 1), (g * x_hat).sum(1), g.sum(1)
