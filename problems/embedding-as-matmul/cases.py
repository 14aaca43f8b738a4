import torch
from torch import tensor

from app.judge.cases import Case, randint, randn


def cases():
    table = tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    g = tensor([[1.0, 2.0], [10.0, 20.0], [5.0, 5.0]])
    yield Case("two rows", "embedding", (tensor([2, 0]), table), public=True)
    yield Case("a row used twice", "embedding_backward", (g, tensor([1, 1, 0]), 4), public=True)

    yield Case("a batch", "embedding", (randint(0, 5, (2, 3), seed=10), randn(6, 4, seed=11)))
    yield Case("one token", "embedding", (tensor(3), randn(5, 2, seed=20)))
    yield Case("no tokens", "embedding", (torch.zeros(2, 0, dtype=torch.int64), randn(4, 3, seed=30)))
    yield Case("double precision", "embedding", (tensor([4, 1, 4]), randn(5, 3, seed=40, dtype=torch.float64)))
    tokens = torch.cat([randint(0, 3, (2, 5), seed=50), tensor([[2, 2, 2, 0, 6], [0, 0, 6, 6, 6]])])
    yield Case("backward of a batch", "embedding_backward", (randn(4, 5, 3, seed=51), tokens, 7))
    yield Case("backward of one token", "embedding_backward", (randn(3, seed=60), tensor(2), 5))
    nothing = torch.zeros(0, dtype=torch.int64)
    yield Case("backward of no tokens", "embedding_backward", (torch.zeros(0, 3), nothing, 4))
    g = randn(5, 2, seed=80, dtype=torch.float64)
    yield Case("backward in double precision", "embedding_backward", (g, randint(0, 3, (5,), seed=81), 4))
