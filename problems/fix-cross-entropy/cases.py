import torch
from torch import tensor

from app.judge.cases import Case, randint, randn


def cases():
    by_hand = tensor([[[0.0, 0.6931], [0.0, 0.0], [0.0, 0.0]]])
    some = tensor([[4, 1, 0, 0], [2, 0, 0, 0], [1, 3, 4, 2]])

    yield Case("one of three counts", "classification_loss", (by_hand, tensor([[1, 0, 0]]), 0), public=True)
    yield Case("short sequences", "classification_loss", (randn(3, 4, 5, seed=1, scale=2.0), some, 0), public=True)
    all_count = randint(0, 6, (2, 5), seed=3)
    yield Case("no padding", "classification_loss", (randn(2, 5, 6, seed=2, scale=2.0), all_count, 7))
    yield Case("another mark", "classification_loss", (randn(3, 4, 5, seed=4), some, 4))
    square = randn(4, 4, 4, seed=5), randint(0, 4, (4, 4), seed=6)
    yield Case("square", "classification_loss", (*square, -100))
    yield Case("sure of it", "classification_loss", (20 * randn(2, 3, 4, seed=7), tensor([[1, 2, 0], [3, 3, 0]]), 0))
    x = randn(2, 3, 4, seed=8, dtype=torch.float64)
    yield Case("double precision", "classification_loss", (x, tensor([[1, 2, 0], [3, 1, 0]]), 0))
