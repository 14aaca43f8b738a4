"""You write into `grad_output`, say to clamp it. As long as nothing explodes nothing changes, but the gradient of a
sum arrives expanded, one number seen many times, and into that nobody can write.
Caught by: backward"""

import torch


def relu(x):
    return torch.where(x <= 0, 0, x)


def relu_backward(grad_output, x):
    return torch.where(x <= 0, 0, grad_output.clamp_(-1e30, 1e30))
