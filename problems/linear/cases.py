import torch
from torch import tensor

from app.judge.cases import Case, randn


def forward(name, *lead, sizes, seed, bias=True, dtype=torch.float32, public=False):
    """`sizes` are in and out."""
    into, out = sizes
    x, weight = randn(*lead, into, seed=seed, dtype=dtype), randn(out, into, seed=seed + 1, dtype=dtype)
    args = (x, weight, randn(out, seed=seed + 2, dtype=dtype)) if bias else (x, weight)
    return Case(name, "linear", args, public=public, gradients=None if bias else ("x", "weight"))


def backward(name, *lead, sizes, seed, dtype=torch.float32, public=False):
    into, out = sizes
    g, x = randn(*lead, out, seed=seed, dtype=dtype), randn(*lead, into, seed=seed + 1, dtype=dtype)
    return Case(name, "linear_backward", (g, x, randn(out, into, seed=seed + 2, dtype=dtype)), public=public)


def cases():
    x, weight = tensor([1.0, 2.0]), tensor([[1.0, 0.0], [0.0, 1.0], [3.0, -1.0]])
    yield Case("forward by hand", "linear", (x, weight, tensor([0.0, 0.0, 10.0])), public=True)
    yield Case("backward by hand", "linear_backward", (tensor([1.0, 0.0, 2.0]), x, weight), public=True)
    yield backward("backward of a batch", 4, sizes=(2, 3), seed=10, public=True)

    yield forward("square weight", 5, sizes=(3, 3), seed=20)
    yield forward("no bias", 4, sizes=(3, 2), seed=30, bias=False)
    yield forward("sequences", 2, 3, sizes=(5, 4), seed=40)
    yield forward("an empty batch of sequences", 0, 2, sizes=(3, 2), seed=110)
    yield forward("double precision", 3, sizes=(7, 2), seed=50, dtype=torch.float64)
    yield backward("backward of a square weight", 5, sizes=(4, 4), seed=60)
    yield backward("backward of sequences", 2, 3, sizes=(5, 4), seed=70)
    yield backward("backward of four dimensions", 3, 1, 2, sizes=(2, 4), seed=80)
    yield backward("backward of nothing", 0, sizes=(3, 2), seed=90)
    yield backward("backward in double precision", 6, sizes=(3, 5), seed=100, dtype=torch.float64)
