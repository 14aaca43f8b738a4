"""You make the step in float32 and widen afterwards. The step itself is rounded then, and you divide by another one.
Caught by: two terms"""

import itertools

import torch


def numerical_gradient(f, tensors, h=1e-5):
    wide = [t.double() for t in tensors]
    gradients = []
    for number, t in enumerate(tensors):
        gradient = torch.zeros_like(t)
        for index in itertools.product(*map(range, t.shape)):
            above, below = t.clone(), t.clone()
            above[index] += h
            below[index] -= h
            values = [f(*wide[:number], moved.double(), *wide[number + 1 :]) for moved in (above, below)]
            gradient[index] = (values[0] - values[1]) / (2 * h)
        gradients.append(gradient)
    return gradients
