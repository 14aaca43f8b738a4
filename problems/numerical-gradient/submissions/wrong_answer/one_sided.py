"""You look to one side only. The error of that is in proportion to h; on both sides, to its square.
Caught by: a wide step"""

import itertools

import torch


def numerical_gradient(f, tensors, h=1e-5):
    wide = [t.double() for t in tensors]
    gradients = []
    for t in wide:
        gradient = torch.empty_like(t)
        for index in itertools.product(*map(range, t.shape)):
            here = t[index].item()
            below = f(*wide)
            t[index] = here + h
            above = f(*wide)
            t[index] = here
            gradient[index] = (above - below) / h
        gradients.append(gradient.float())
    return gradients
