import torch
from torch import inf, nan, tensor

from app.judge.cases import Case, rand, randn


def masked(*shape, seed):
    """A mask with at least one token in each row."""
    mask = rand(*shape, seed=seed) < 0.5
    mask[:, 0] = True
    return mask


def cases():
    small = tensor([[[1.0, 2.0], [3.0, 6.0], [9.0, 9.0]]])
    padded = randn(2, 3, 2, seed=9)
    padded[0, 2], padded[1, 1] = nan, inf

    yield Case("two of three", "masked_mean", (small, tensor([[True, True, False]])), public=True)
    yield Case("holes", "masked_mean", (randn(3, 5, 4, seed=1), masked(3, 5, seed=2)))
    yield Case("square", "masked_mean", (randn(4, 4, 4, seed=3), masked(4, 4, seed=4)))
    x = randn(3, 4, 2, seed=5)
    some = tensor([[True, False, True, True], [False] * 4, [False, False, False, True]])
    yield Case("a row of padding", "masked_mean", (x, some))
    yield Case("padding that is no number", "masked_mean", (padded, tensor([[True, True, False], [True, False, True]])))
    yield Case("small values", "masked_mean", (randn(2, 6, 3, seed=6, scale=1e-8), masked(2, 6, seed=7)))
    bad = tensor([[[1.0, nan], [3.0, 4.0]]])
    yield Case("a token that is no number", "masked_mean", (bad, tensor([[True, True]])), gradients=())
    yield Case("double precision", "masked_mean", (randn(2, 5, 3, seed=8, dtype=torch.float64), masked(2, 5, seed=10)))
