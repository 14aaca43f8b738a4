"""You widen only the tensor that moves. A product of float32 and float64 is refused: widen all of them.
Caught by: three tensors"""

import itertools

import torch


def numerical_gradient(f, tensors, h=1e-5):
    gradients = []
    for number, t in enumerate(tensors):
        gradient = torch.zeros_like(t)
        for index in itertools.product(*map(range, t.shape)):
            above, below = t.double().clone(), t.double().clone()
            above[index] += h
            below[index] -= h
            high, low = (f(*tensors[:number], moved, *tensors[number + 1 :]) for moved in (above, below))
            gradient[index] = (high - low) / (2 * h)
        gradients.append(gradient)
    return gradients
