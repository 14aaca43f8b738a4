"""You take a step of your own and ignore `h`.
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
            t[index] = here + 1e-6
            above = f(*wide)
            t[index] = here - 1e-6
            below = f(*wide)
            t[index] = here
            gradient[index] = (above - below) / (2e-6)
        gradients.append(gradient.float())
    return gradients
