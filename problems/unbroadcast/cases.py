import torch

from app.judge.cases import Case, randn


def cases():
    counted = torch.arange(1.0, 7.0).reshape(2, 3)

    yield Case("a bias", "unbroadcast", (counted, (3,)), public=True)
    yield Case("a column", "unbroadcast", (counted, (2, 1)), public=True)
    yield Case("nothing was broadcast", "unbroadcast", (randn(3, 4, seed=1), (3, 4)))
    yield Case("two new dimensions", "unbroadcast", (randn(4, 2, 3, seed=2), (3,)))
    yield Case("one in the middle", "unbroadcast", (randn(2, 5, 3, seed=3), (2, 1, 3)))
    yield Case("two ones", "unbroadcast", (randn(2, 4, 3, 5, seed=9), (2, 1, 3, 1)))
    yield Case("new and stretched", "unbroadcast", (randn(4, 5, 3, seed=4), (5, 1)))
    yield Case("square", "unbroadcast", (randn(3, 3, seed=5), (1, 3)))
    yield Case("one stays one", "unbroadcast", (randn(2, 4, 1, seed=6), (4, 1)))
    yield Case("a scalar", "unbroadcast", (randn(2, 3, seed=7), ()))
    yield Case("nothing to sum", "unbroadcast", (torch.zeros(0, 3), (1, 3)), gradients=())
    yield Case("a bias of nothing", "unbroadcast", (torch.zeros(2, 0), (0,)), gradients=())
    yield Case("double precision", "unbroadcast", (randn(4, 3, seed=8, dtype=torch.float64), (1, 3)))
