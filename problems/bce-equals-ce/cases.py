import torch
from torch import tensor

from app.judge.cases import Case, rand, randint, randn


def binary(name, z, y, public=False):
    return Case(name, "to_cross_entropy", kwargs={"z": z, "y": y}, public=public)


def two(name, logits, target, public=False):
    return Case(name, "to_binary", kwargs={"logits": logits, "target": target}, public=public)


def cases():
    far = tensor([1e4, 1e4, -1e4, -1e4, 40.0, -120.0])

    yield binary("three quarters", tensor([1.0986, -2.0]), tensor([1.0, 0.0]), public=True)
    yield two("one logit of two", tensor([[0.0, 1.0986], [5.0, 2.0]]), tensor([1, 0]), public=True)
    yield binary("soft targets", randn(5, seed=1), rand(5, seed=2), public=True)
    yield binary("positions", randn(3, 4, seed=3), randint(0, 2, (3, 4), seed=4).float())
    yield binary("images with soft targets", randn(3, 4, 5, seed=5), rand(3, 4, 5, seed=6))
    yield binary("far from zero", far, tensor([0.0, 1.0, 0.0, 1.0, 0.0, 1.0]))
    x = randn(5, seed=7, dtype=torch.float64)
    yield binary("double precision", x, rand(5, seed=8, dtype=torch.float64))
    yield binary("no example", randn(0, seed=9), rand(0, seed=10))
    yield two("two logits by position", randn(3, 2, 4, seed=11), randint(0, 2, (3, 4), seed=12))
    yield two("two logits far from zero", tensor([[1e4, 1e4 - 1], [-1e4, 300.0], [2.0, -1e4]]), tensor([1, 0, 1]))
    yield two("one example", randn(1, 2, seed=14), tensor([1]))
    x = randn(4, 2, seed=13, dtype=torch.float64)
    yield two("two logits in double precision", x, tensor([1, 1, 0, 1]))
