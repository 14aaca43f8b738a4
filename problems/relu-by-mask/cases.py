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
    yield Case("half precision", "relu", (randn(3, 5, seed=1, dtype=torch.float16),))
    yield Case("not a number", "relu", (tensor([nan, 1.0, -1.0, nan]),), gradients=())
