"""You widen for the evaluation, but move the entries in the caller's tensor, and leave them moved. Work on copies.
Caught by: two terms"""

import itertools

import torch


def numerical_gradient(f, tensors, h=1e-5):
    gradients = []
    for t in tensors:
        gradient = torch.zeros_like(t)
        for index in itertools.product(*map(range, t.shape)):
            t[index] += h
            above, high = f(*[u.double() for u in tensors]), t[index].double()
            t[index] -= 2 * h
            below, low = f(*[u.double() for u in tensors]), t[index].double()
            gradient[index] = (above - below) / (high - low)
        gradients.append(gradient)
    return gradients
