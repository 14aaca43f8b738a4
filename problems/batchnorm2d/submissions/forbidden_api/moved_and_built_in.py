"""The built-in is off limits, also with the channels moved to where it wants them.
Caught by: two images"""

import torch.nn.functional as F


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5, channel_dim=1):
    second = x.movedim(channel_dim, 1)
    y = F.batch_norm(second, running_mean, running_var, weight, bias, training, momentum, eps)
    return y.movedim(1, channel_dim)
