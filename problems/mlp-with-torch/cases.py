from itertools import pairwise

import torch
from torch import tensor

from app.judge.cases import Case, randn


def network(name, sizes, lead, seed, dtype=torch.float32, public=False):
    """A case with random parameters that keep the activations of size one."""
    weights = {}
    for i, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        weights[f"{2 * i}.weight"] = randn(fan_out, fan_in, seed=seed + 2 * i + 1, dtype=dtype, scale=fan_in**-0.5)
        weights[f"{2 * i}.bias"] = randn(fan_out, seed=seed + 2 * i + 2, dtype=dtype)
    x = randn(*lead, sizes[0], seed=seed, dtype=dtype)
    return Case(name, "mlp", kwargs={"sizes": list(sizes), "weights": weights, "x": x}, public=public)


def cases():
    weights = {
        "0.weight": tensor([[1.0, 0.0], [1.0, -1.0]]),
        "0.bias": tensor([0.0, 0.0]),
        "2.weight": tensor([[3.0, 5.0]]),
        "2.bias": tensor([-4.0]),
    }
    kwargs = {"sizes": [2, 2, 1], "weights": weights, "x": tensor([[1.0, 2.0]])}
    yield Case("by hand", "mlp", kwargs=kwargs, public=True)
    yield network("three layers", (3, 5, 4, 2), (6,), 100, public=True)
    yield network("a single layer", (4, 3), (5,), 200)
    yield network("square layers", (5, 5, 5, 5), (4,), 300)
    yield network("sequences of tokens", (3, 4, 2), (2, 5), 400)
    yield network("one example", (3, 4, 2), (), 500)
    yield network("seven square layers", (4,) * 8, (3,), 600)
    kink = {**weights, "0.weight": tensor([[1.0, 0.5], [1.0, -0.5]])}
    yield Case("exactly zero before the ReLU", "mlp", kwargs={**kwargs, "weights": kink})
    yield network("double precision", (3, 6, 2), (4,), 700, dtype=torch.float64)
