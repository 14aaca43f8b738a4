import torch
from torch import tensor

from app.judge.cases import Case, randn


def call(name, lead, inner, seed, scale=1.0, shift=0.0, dtype=torch.float32, public=False, **more):
    """A case with everything drawn: x has the shape (*lead, *inner), and `inner` is normalized."""
    g = randn(*lead, *inner, seed=seed, dtype=dtype)
    x = randn(*lead, *inner, seed=seed + 1, dtype=dtype, scale=scale, shift=shift)
    weight = randn(*inner, seed=seed + 2, dtype=dtype, shift=1.0)
    return Case(name, "layer_norm_backward", (g, x, weight), more, public=public)


def cases():
    g, x = tensor([9.0, 0.0, 0.0, 0.0]), tensor([0.0, 6.0, 6.0, 8.0])
    yield Case("by hand", "layer_norm_backward", (g, x, torch.ones(4)), public=True)
    yield call("three samples", (3,), (5,), seed=10, public=True)

    yield call("nearly constant", (3,), (6,), seed=20, scale=1e-3)
    yield call("sequences", (2, 3), (5,), seed=40)
    yield call("two dimensions", (4,), (2, 3), seed=50)
    yield call("another eps", (3,), (4,), seed=70, eps=0.5)
    yield call("far from zero", (3,), (8,), seed=80, scale=3.0, shift=10000.0)
    yield call("double precision", (2,), (7,), seed=90, dtype=torch.float64)
