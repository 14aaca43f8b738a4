"""You ask autograd. It gives the exact derivative, and you would be checking it against itself.
Caught by: two terms"""

import itertools

import torch


def numerical_gradient(f, tensors, h=1e-5):
    leaves = [t.detach().clone().requires_grad_() for t in tensors]
    return list(torch.autograd.grad(f(*leaves), leaves))
