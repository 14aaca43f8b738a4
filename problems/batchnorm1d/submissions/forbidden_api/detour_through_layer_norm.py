"""Another built-in norm, turned on its side, is the same shortcut.
Caught by: two channels"""

import torch
import torch.nn.functional as F


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    columns = x.transpose(0, 1).flatten(1)
    if training:
        if running_mean is not None:
            running_mean.lerp_(columns.detach().mean(1), momentum)
            running_var.lerp_(columns.detach().var(1), momentum)
        y = F.layer_norm(columns, columns.shape[1:], eps=eps)
    else:
        y = (columns - running_mean[:, None]) / torch.sqrt(running_var[:, None] + eps)
    y = y if weight is None else y * weight[:, None]
    y = y if bias is None else y + bias[:, None]
    return y.reshape(x.transpose(0, 1).shape).transpose(0, 1)
