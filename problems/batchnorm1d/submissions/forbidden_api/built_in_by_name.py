"""The built-in is off limits, also when its name is put together at run time.
Caught by: two channels"""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    built_in = getattr(torch, "batch_" + "norm")
    return built_in(x, weight, bias, running_mean, running_var, training, momentum, eps, False)
