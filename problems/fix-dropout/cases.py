import torch
from torch import tensor

from app.judge.cases import Case, rand, randn


def case(name, *shape, seed, p, training=True, dtype=torch.float32):
    x, noise = randn(*shape, seed=seed, dtype=dtype), rand(*shape, seed=seed + 1, dtype=dtype)
    return Case(name, "dropout", (x, noise, p, training))


def cases():
    x, noise = tensor([1.0, 2.0, 3.0]), tensor([0.7, 0.2, 0.5])

    yield Case("training", "dropout", (x, noise, 0.5, True), public=True)
    yield Case("evaluation", "dropout", (x, noise, 0.5, False), public=True)
    yield case("few dropped", 4, 6, seed=1, p=0.2)
    yield case("three dimensions", 3, 4, 5, seed=3, p=0.7)
    yield case("nothing dropped", 2, 5, seed=5, p=0.0)
    yield Case("all dropped", "dropout", (tensor([0.0, -1.0, 2.0]), rand(3, seed=8), 1.0, True))
    yield case("double precision", 4, 5, seed=9, p=0.3, dtype=torch.float64)
