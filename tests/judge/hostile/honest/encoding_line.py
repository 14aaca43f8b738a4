"""A line that names an encoding, and text in it."""

# -*- coding: latin-1 -*-
import torch

naïve = "é"


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
