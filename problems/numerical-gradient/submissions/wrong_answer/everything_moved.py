"""You move all entries at once. That gives the sum of all derivatives, in every place.
Caught by: two terms"""

import itertools

import torch


def numerical_gradient(f, tensors, h=1e-5):
    wide = [t.double() for t in tensors]
    gradients = []
    for number, t in enumerate(wide):
        above = f(*wide[:number], t + h, *wide[number + 1 :])
        below = f(*wide[:number], t - h, *wide[number + 1 :])
        gradients.append(torch.full(t.shape, ((above - below) / (2 * h)).item()))
    return gradients
