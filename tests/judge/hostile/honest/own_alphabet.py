"""Identifiers outside ASCII."""

import torch


def mächtig(χ, größe):
    return χ - χ.amax(größe, keepdim=True)


def softmax(x, dim):
    指数 = torch.exp(mächtig(x, dim))
    Σ = 指数.sum(dim, keepdim=True)
    return 指数 / Σ
