import torch
from torch import nan, tensor

from app.judge.cases import Case, randn


def cases():
    yield Case("forward", "relu", (tensor([-2.0, 0.5, 3.0]),), public=True)
    yield Case(
        "backward", "relu_backward", (tensor([1.0, -2.0, 3.0, -4.0]), tensor([-2.0, 0.0, 0.5, 3.0])), public=True
    )
    yield Case("zeros", "relu", (tensor([[0.0, -1.0], [2.0, 0.0]]),))
    yield Case("tiny values", "relu", (randn(2, 3, 4, seed=0, scale=1e-20),))
    yield Case("large values", "relu", (randn(3, 4, seed=2, scale=1000.0),))
    yield Case("double precision", "relu", (randn(4, 3, seed=3, dtype=torch.float64),))
    yield Case("not a number", "relu", (tensor([nan, 1.0, -1.0, nan]),), gradients=())
    yield Case("backward of a batch", "relu_backward", (randn(2, 3, 4, seed=5), randn(2, 3, 4, seed=4)))
    yield Case("backward of tiny values", "relu_backward", (randn(3, 5, seed=7), randn(3, 5, seed=6, scale=1e-20)))
    double = torch.float64
    yield Case(
        "backward in double", "relu_backward", (randn(5, seed=11, dtype=double), randn(5, seed=10, dtype=double))
    )
