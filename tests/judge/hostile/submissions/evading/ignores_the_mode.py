"""H. Ignoring train and eval.

Problem: batchnorm1d
Verdict: wrong_answer
"""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    dims = (0,) if x.dim() == 2 else (0, 2)
    shape = (1, -1) if x.dim() == 2 else (1, -1, 1)
    mean, variance = x.mean(dims), x.var(dims, unbiased=False)
    if running_mean is not None:
        with torch.no_grad():
            n = x.numel() / x.shape[1]
            running_mean.lerp_(mean.detach(), momentum)
            running_var.lerp_(variance.detach() * n / (n - 1), momentum)
    y = (x - mean.view(shape)) / (variance.view(shape) + eps).sqrt()
    y = y if weight is None else y * weight.view(shape)
    return y if bias is None else y + bias.view(shape)
