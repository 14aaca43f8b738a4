"""You flatten with reshape to have one index. Of a transposed tensor that is a copy: you move the copy, and f sees the
original.
Caught by: transposed"""

import itertools

import torch


def numerical_gradient(f, tensors, h=1e-5):
    wide = [t.double() for t in tensors]
    gradients = []
    for t in wide:
        flat, gradient = t.reshape(-1), torch.zeros(t.numel())
        for i in range(len(flat)):
            here = flat[i].item()
            flat[i] = here + h
            above = f(*wide)
            flat[i] = here - h
            below = f(*wide)
            flat[i] = here
            gradient[i] = (above - below) / (2 * h)
        gradients.append(gradient.reshape(t.shape))
    return gradients
