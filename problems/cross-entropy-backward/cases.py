import torch
from torch import tensor

from app.judge.cases import Case, randint, randn


def cases():
    call = "cross_entropy_backward"
    by_hand = tensor([[0.0, 0.6931, 1.0986], [0.0, 0.0, 0.0]])
    marked = tensor([1, -100, 4, 0, -100])

    yield Case("by hand", call, (by_hand, tensor([2, 0])), public=True)
    yield Case("two rows do not count", call, (randn(5, 6, seed=1), marked), public=True)
    yield Case("square", call, (randn(4, 4, seed=2), randint(0, 4, (4,), seed=3)))
    yield Case("one row", call, (randn(1, 7, seed=4), tensor([6])))
    yield Case("huge logits", call, (tensor([[1000.0, 999.0, 0.0], [-1000.0, -1001.0, -1003.0]]), tensor([1, 2])))
    x = randn(6, 3, seed=5)
    yield Case("class 2 does not count", call, (x, tensor([0, 2, 1, 2, 2, 0]), 2))
    yield Case("double precision", call, (randn(5, 3, seed=6, dtype=torch.float64), randint(0, 3, (5,), seed=7)))
