import torch
from torch import bfloat16, float16, tensor

from app.judge.cases import Case, randn


def affine(c, seed, dtype=torch.float32):
    return {"weight": randn(c, seed=seed, dtype=dtype, shift=1.0), "bias": randn(c, seed=seed + 1, dtype=dtype)}


def cases():
    four = tensor([[1.0, 3.0, 10.0, 14.0]])
    # Of two values a group keeps the signs alone: what is left of the gradient is rounding.
    yield Case("by hand", "group_norm", (four, 2), public=True, gradients=())
    yield Case("three groups", "group_norm", (randn(2, 6, 2, seed=10), 3), affine(6, 11), public=True)

    quiet = randn(2, 4, 3, seed=20, scale=1e-3)
    yield Case("quiet groups", "group_norm", (quiet, 2), affine(4, 21))
    yield Case("images", "group_norm", (randn(2, 6, 3, 5, seed=30), 2), affine(6, 31))
    yield Case("as many columns as channels", "group_norm", (randn(2, 4, 3, 4, seed=35), 2), affine(4, 36))
    yield Case("volumes", "group_norm", (randn(2, 4, 3, 1, 2, seed=40), 2), affine(4, 41))
    yield Case("a group for each channel", "group_norm", (randn(3, 2, 5, seed=50), 2), affine(2, 51))
    yield Case("weight only", "group_norm", (randn(2, 4, 3, seed=60), 1), {"weight": randn(4, seed=61)})
    yield Case("bias only", "group_norm", (randn(2, 4, 3, seed=65), 2), {"bias": randn(4, seed=66)})
    yield Case("another eps", "group_norm", (randn(3, 4, seed=70), 2), {"eps": 0.5})
    far = randn(2, 4, 8, seed=80, scale=2.0, shift=1000.0)
    yield Case("far from zero", "group_norm", (far, 2))
    loud = randn(2, 4, 6, seed=90, dtype=float16, scale=500.0)
    yield Case("half precision", "group_norm", (loud, 2), affine(4, 91, float16))
    x = randn(2, 6, 5, seed=100, dtype=torch.float64)
    yield Case("double precision", "group_norm", (x, 3), affine(6, 101, torch.float64))
    # In bfloat16 256 is followed by 258, so that the mean of the first group, 256.5, does not exist there.
    steps = tensor([[256.0, 256.0, 256.0, 258.0, -3.0, -1.0, 1.0, 3.0]], dtype=bfloat16)
    yield Case("brain floats far from zero", "group_norm", (steps, 2))
