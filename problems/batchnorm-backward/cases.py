import torch
from torch import tensor

from app.judge.cases import Case, randn


def call(name, *shape, seed, scale=1.0, shift=0.0, dtype=torch.float32, public=False, **more):
    """A case with everything drawn; `shape` is that of `x`."""
    g = randn(*shape, seed=seed, dtype=dtype)
    x = randn(*shape, seed=seed + 1, dtype=dtype, scale=scale, shift=shift)
    weight = randn(shape[1], seed=seed + 2, dtype=dtype, shift=1.0)
    return Case(name, "batch_norm_backward", (g, x, weight), more, public=public)


def cases():
    g, x = tensor([[4.0], [0.0], [0.0], [0.0]]), tensor([[1.0], [1.0], [3.0], [3.0]])
    yield Case("by hand", "batch_norm_backward", (g, x, tensor([1.0])), public=True)
    yield call("three channels", 5, 3, seed=10, public=True)

    yield call("quiet channels", 6, 3, seed=60, scale=1e-3)
    yield call("as many positions as channels", 4, 3, 3, seed=20)
    yield call("images", 2, 3, 4, 5, seed=40, scale=2.0)
    yield call("one sample", 1, 3, 7, seed=50)
    yield call("another eps", 5, 2, seed=70, eps=0.5)
    yield call("far from zero", 8, 3, 2, seed=80, shift=100.0)
    yield call("double precision", 7, 4, seed=90, dtype=torch.float64)
