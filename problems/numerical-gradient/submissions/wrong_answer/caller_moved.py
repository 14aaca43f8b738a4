"""You widen for the evaluation, but move the entry in the caller's tensor, and bring it back by adding and
subtracting. Each step rounds, and it does not end where it began.
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
            t[index] += h + 1e-6
            gradient[index] = (above - below) / (high - low)
        gradients.append(gradient)
    return gradients
