import torch
from torch import bfloat16, float16, tensor

from app.judge.cases import Case, randn


def cases():
    yield Case("by hand", "rms_norm", (tensor([1.0, 7.0]), (2,)), public=True)
    x, weight = randn(2, 4, seed=0, shift=1.0), randn(4, seed=1)
    yield Case("with a weight", "rms_norm", (x, (4,), weight, 1e-6), public=True)

    # The slope at zero is 1 / sqrt(eps), which the float64 of the oracle would take from another eps.
    zeros = tensor([[0.0, 0.0, 0.0], [1.0, -2.0, 0.5]])
    yield Case("a sample of zeros", "rms_norm", (zeros, (3,)), gradients=())
    yield Case("quiet", "rms_norm", (randn(3, 6, seed=2, scale=1e-3), (6,), randn(6, seed=3), 1e-5))
    yield Case("sequences", "rms_norm", (randn(2, 3, 5, seed=4), (5,), randn(5, seed=5)))
    yield Case("two dimensions", "rms_norm", (randn(2, 3, 4, seed=6), (3, 4), randn(3, 4, seed=7), 0.5))
    loud = randn(3, 6, seed=8, dtype=float16, scale=500.0)
    yield Case("large numbers in float16", "rms_norm", (loud, (6,), randn(6, seed=9, dtype=float16), 1e-6))
    soft = randn(2, 8, seed=10, dtype=float16, scale=0.01, shift=0.01)
    yield Case("small numbers in float16", "rms_norm", (soft, (8,)))
    soft = randn(2, 8, seed=14, dtype=bfloat16, scale=0.01, shift=0.01)
    yield Case("small numbers in bfloat16", "rms_norm", (soft, (8,)))
    x, weight = randn(2, 7, seed=12, dtype=torch.float64, scale=1e-4), randn(7, seed=13, dtype=torch.float64)
    yield Case("small numbers in float64", "rms_norm", (x, (7,), weight))
