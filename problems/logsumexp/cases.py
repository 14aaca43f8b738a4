import torch
from torch import inf, tensor

from app.judge.cases import Case, randn


def cases():
    sixths = tensor([0.0, 0.6931, 1.0986])
    dead = tensor([[-inf, -inf, -inf], [0.0, -inf, 2.0]])

    yield Case("one, two, three", "logsumexp", (sixths, 0), public=True)
    yield Case("backward by hand", "logsumexp_backward", (tensor(6.0), sixths, 0), public=True)
    yield Case("columns", "logsumexp", (randn(3, 5, seed=1), 0), public=True)
    yield Case("kept dimension", "logsumexp", (randn(2, 4, 3, 5, seed=2), -3, True))
    yield Case("a batch of one", "logsumexp", (randn(1, 4, 3, seed=10), 1))
    yield Case("rows far apart", "logsumexp", (tensor([[1e4, 1e4 - 1], [-1e4, -1e4 - 2]]), 1))
    yield Case("a slice of nothing", "logsumexp", (dead, 1), gradients=())
    yield Case("double precision", "logsumexp", (randn(4, 3, seed=3, dtype=torch.float64), 1))
    yield Case("backward of columns", "logsumexp_backward", (randn(5, seed=4), randn(3, 5, seed=5), 0))
    yield Case("backward, kept", "logsumexp_backward", (randn(2, 1, 3, 5, seed=6), randn(2, 4, 3, 5, seed=7), 1, True))
    apart = tensor([[900.0, 899.0, 0.0], [-900.0, -902.0, -901.0]])
    yield Case("backward far apart", "logsumexp_backward", (tensor([1.0, -2.0]), apart, -1))
    yield Case("backward of nothing", "logsumexp_backward", (tensor([3.0, 1.0]), dead, 1))
    x = randn(4, 3, seed=8, dtype=torch.float64)
    yield Case("backward in double", "logsumexp_backward", (randn(4, seed=9, dtype=torch.float64), x, 1))
