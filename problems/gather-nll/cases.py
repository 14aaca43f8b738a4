import torch
from torch import inf, tensor

from app.judge.cases import Case, randint, randn


def logp(*shape, seed, dtype=torch.float32):
    return torch.log_softmax(randn(*shape, seed=seed, dtype=torch.float64), -1).to(dtype)


def cases():
    by_hand = tensor([[-0.1, -2.3], [-1.2, -0.4]])
    marked = tensor([[1, -100, 0], [-100, 3, 2]])

    yield Case("by hand", "gather_nll", (by_hand, tensor([0, 0])), public=True)
    yield Case("some do not count", "gather_nll", (logp(2, 3, 5, seed=1), marked), public=True)
    yield Case("square", "gather_nll", (logp(4, 4, seed=2), tensor([1, 3, 0, 0])))
    yield Case("a sequence", "gather_nll", (logp(2, 5, 3, seed=4), randint(0, 3, (2, 5), seed=5)))
    yield Case("one position", "gather_nll", (logp(6, seed=6), tensor(4)))
    yield Case("three batch dimensions", "gather_nll", (logp(2, 1, 3, 4, seed=7), randint(0, 4, (2, 1, 3), seed=8)))
    yield Case("class 1 does not count", "gather_nll", (logp(5, 3, seed=9), tensor([0, 1, 2, 1, 0]), 1))
    yield Case("mark beyond the classes", "gather_nll", (logp(3, 4, seed=10), tensor([2, 99, 0]), 99))
    dead = tensor([[-inf, 0.0], [-0.7, -0.7]])
    yield Case("impossible beside ignored", "gather_nll", (dead, tensor([-1, 1]), -1))
    x = logp(4, 3, seed=11, dtype=torch.float64)
    yield Case("double precision", "gather_nll", (x, tensor([2, 0, 1, 1])))
