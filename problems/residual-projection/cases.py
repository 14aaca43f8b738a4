import torch
from torch import tensor

from app.judge.cases import Case, randn


def block(name, *lead, sizes, seed, public=False):
    """A case with everything drawn; `sizes` are d_in, d_hidden and d_out."""
    d_in, d_hidden, d_out = sizes
    weights = {
        "fc.weight": randn(d_hidden, d_in, seed=seed, scale=d_in**-0.5),
        "fc.bias": randn(d_hidden, seed=seed + 1, scale=0.5),
        "proj.weight": randn(d_out, d_hidden, seed=seed + 2, scale=d_hidden**-0.5),
        "proj.bias": randn(d_out, seed=seed + 3, scale=0.5),
    }
    if d_in != d_out:
        weights["skip.weight"] = randn(d_out, d_in, seed=seed + 4, scale=d_in**-0.5)
    x = randn(*lead, d_in, seed=seed + 5)
    return Case(name, "ResidualBlock", kwargs={"x": x, "weights": weights}, public=public)


def cases():
    by_hand = {
        "fc.weight": tensor([[1.0, -1.0]]),
        "fc.bias": torch.zeros(1),
        "proj.weight": tensor([[1.0], [2.0], [3.0]]),
        "proj.bias": torch.zeros(3),
        "skip.weight": tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
    }
    x = tensor([[5.0, 2.0], [2.0, 5.0]])
    yield Case("by hand", "ResidualBlock", kwargs={"x": x, "weights": by_hand}, public=True)
    yield block("same width", 4, sizes=(3, 5, 3), seed=10, public=True)

    yield block("narrower", 3, sizes=(5, 4, 2), seed=30)
    yield block("hidden as wide as the input", 4, sizes=(3, 3, 5), seed=40)
    yield block("hidden as wide as the output", 2, sizes=(3, 4, 4), seed=50)
    yield block("sequences", 2, 3, sizes=(4, 5, 4), seed=60)
    yield block("one vector", sizes=(3, 4, 2), seed=70)
