"""You stay in float32, which has seven digits. At this step hardly any of the difference is left.
Caught by: two terms"""

import itertools

import torch


def numerical_gradient(f, tensors, h=1e-5):
    wide = [t.clone() for t in tensors]
    gradients = []
    for t in wide:
        gradient = torch.empty_like(t)
        for index in itertools.product(*map(range, t.shape)):
            here = t[index].item()
            t[index] = here + h
            above = f(*wide)
            t[index] = here - h
            below = f(*wide)
            t[index] = here
            gradient[index] = (above - below) / (2 * h)
        gradients.append(gradient.float())
    return gradients
