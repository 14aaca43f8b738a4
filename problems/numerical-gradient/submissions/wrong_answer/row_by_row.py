"""You move whole rows. Every entry has a derivative of its own.
Caught by: three tensors"""

import itertools

import torch


def numerical_gradient(f, tensors, h=1e-5):
    wide = [t.double() for t in tensors]
    gradients = []
    for t in wide:
        gradient = torch.empty_like(t)
        for index in range(len(t)):
            here = t[index].clone()
            t[index] = here + h
            above = f(*wide)
            t[index] = here - h
            below = f(*wide)
            t[index] = here
            gradient[index] = (above - below) / (2 * h)
        gradients.append(gradient.float())
    return gradients
