"""You count with len(t), which a tensor without dimensions does not have.
Caught by: no dimension"""

import itertools

import torch


def numerical_gradient(f, tensors, h=1e-5):
    wide = [t.double().contiguous().clone() for t in tensors]
    gradients = []
    for t in wide:
        gradient, rows = torch.zeros_like(t).contiguous(), len(t)
        flat, out = t.view(rows, -1), gradient.view(rows, -1)
        for index in itertools.product(*map(range, flat.shape)):
            here = flat[index].item()
            flat[index] = here + h
            above = f(*wide)
            flat[index] = here - h
            below = f(*wide)
            flat[index] = here
            out[index] = (above - below) / (2 * h)
        gradients.append(gradient.float())
    return gradients
