import torch
from torch import tensor

from app.judge.cases import Case, rand, randn


def cases():
    double = torch.float64

    yield Case("shares of a square", "row_shares", (tensor([[1.0, 3.0], [1.0, 1.0]]),), public=True)
    yield Case("largest of a square", "one_where_largest", (tensor([[1.0, 5.0], [7.0, 2.0]]),), public=True)
    yield Case("shares", "row_shares", (rand(3, 5, seed=1, low=0.5),))
    yield Case("centred square", "centre_columns", (randn(4, 4, seed=2, shift=3.0),))
    yield Case("centred batch", "centre_columns", (randn(2, 3, 5, seed=3, shift=1.0),))
    yield Case("norms of a square", "scale_by_norm", (randn(3, 3, seed=4),))
    yield Case("norms", "scale_by_norm", (randn(2, 5, seed=5, scale=3.0),))
    yield Case("ties", "one_where_largest", (tensor([[2.0, 2.0, 1.0], [0.0, -1.0, 0.0]]),))
    close = 1 - 2.0**-22
    yield Case("nearly tied", "one_where_largest", (tensor([[1.0, close, 1.0], [-close, -1.0, -2.0]]),))
    yield Case("centred in double", "centre_columns", (randn(4, 3, seed=8, dtype=double),))
    yield Case("norms in double", "scale_by_norm", (randn(3, 4, seed=9, dtype=double),))
    yield Case("shares in double", "row_shares", (rand(2, 3, seed=6, low=0.5, dtype=double),))
    yield Case("largest in double", "one_where_largest", (randn(2, 4, seed=7, dtype=double),))
    close = tensor([[1.0, 1 - 2.0**-40, 1.0], [-1.0, -2.0, 2.0**-40 - 1]], dtype=double)
    yield Case("nearly tied in double", "one_where_largest", (close,))
