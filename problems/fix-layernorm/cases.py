import torch
from torch import ones, tensor, zeros

from app.judge.cases import Case, randn


def case(name, x, seed, **more):
    n = x.shape[-1]
    weight, bias = randn(n, seed=seed, dtype=x.dtype), randn(n, seed=seed + 1, dtype=x.dtype)
    return Case(name, "layer_norm", (x, weight, bias), **more)


def cases():
    row = tensor([[0.0, 0.0, 3.0]])

    yield Case("by hand", "layer_norm", (row, ones(3), zeros(3)), public=True)
    yield case("weight and bias", randn(2, 4, seed=1), 2, public=True)
    yield case("quiet rows", randn(3, 6, seed=10, scale=1e-3), 11)
    yield case("three dimensions", randn(2, 3, 5, seed=4, shift=2.0), 5)
    yield case("square", randn(4, 4, seed=7, scale=3.0), 8)
    yield case("another epsilon", randn(3, 4, seed=13), 14, kwargs={"eps": 0.3})
    yield case("one vector", randn(5, seed=16), 17)
    yield case("far from zero", randn(3, 6, seed=22, shift=1000.0), 23)
    yield case("double precision", randn(3, 4, seed=19, dtype=torch.float64), 20)
