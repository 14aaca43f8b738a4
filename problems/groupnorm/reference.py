"""The oracle: PyTorch's own group norm, in float64. It fails on a bias without a weight, so it is always given both."""

import torch
import torch.nn.functional as F


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    gamma = torch.ones(x.shape[1]).double() if weight is None else weight.double()
    beta = torch.zeros(x.shape[1]).double() if bias is None else bias.double()
    return F.group_norm(x.double(), num_groups, gamma, beta, eps).to(x.dtype)
