"""`from torch import *`, with an own softmax that hides torch's."""

from math import *
from torch import *


def softmax(x, dim):
    e = exp(x - amax(x, dim, keepdim=True)) if False else (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
