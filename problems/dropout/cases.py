import torch
from torch import tensor

from app.judge.cases import Case, rand, randn


def drawn(*shape, seed, p):
    """A mask that drops with probability p."""
    return rand(*shape, seed=seed) >= p


def cases():
    four, mask = tensor([1.0, 2.0, 3.0, 4.0]), tensor([True, False, True, False])
    yield Case("by hand", "dropout", (four, mask), public=True)
    yield Case("evaluation", "dropout", (four, mask), {"training": False}, public=True)

    # 21 times 0.8 is no integer, so no mask keeps exactly its share.
    yield Case("another rate", "dropout", (randn(3, 7, seed=10), drawn(3, 7, seed=11, p=0.2), 0.2))
    yield Case("whole channels", "dropout", (randn(2, 3, 4, 2, seed=20), drawn(2, 3, 1, 1, seed=21, p=0.4), 0.4))
    yield Case("no mask in evaluation", "dropout", (randn(2, 5, seed=30), None, 0.3, False))
    yield Case("everything dropped", "dropout", (randn(2, 3, seed=40), torch.zeros(2, 3, dtype=torch.bool), 1.0))
    yield Case("rate one in evaluation", "dropout", (randn(2, 3, seed=50), None, 1.0, False))
    half = randn(3, 4, seed=60, dtype=torch.float16)
    yield Case("half precision", "dropout", (half, drawn(3, 4, seed=61, p=0.3), 0.3))
    double = randn(2, 5, seed=70, dtype=torch.float64)
    yield Case("double precision", "dropout", (double, drawn(2, 5, seed=71, p=0.1), 0.1))
