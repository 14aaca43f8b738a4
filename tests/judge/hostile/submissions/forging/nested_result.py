"""C. A nested tensor, which has no strides.

Verdict: wrong_answer|runtime_error
"""

import warnings

import torch

warnings.simplefilter("ignore")


def softmax(x, dim):
    return torch.nested.nested_tensor([x.detach().reshape(-1), x.detach().reshape(-1)[:1]])
