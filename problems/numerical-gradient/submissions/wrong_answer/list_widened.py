"""You put other tensors into the caller's list. The list is not yours, as the tensors are not: make one of your own.
Caught by: two terms"""

import torch


def numerical_gradient(f, tensors, h=1e-5):
    for i, t in enumerate(tensors):
        tensors[i] = t.double()
    gradients = []
    for t in tensors:
        gradient = torch.zeros(t.shape)
        for index in torch.ones(t.shape).nonzero().tolist():
            index = tuple(index)
            here = t[index].item()
            t[index] = here + h
            above = f(*tensors)
            t[index] = here - h
            below = f(*tensors)
            t[index] = here
            gradient[index] = (above - below) / (2 * h)
        gradients.append(gradient)
    return gradients
