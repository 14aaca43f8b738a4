import torch

from app.judge.cases import Case, randn


def cases():
    counted = torch.arange(8.0).reshape(1, 2, 4)

    yield Case("two heads", "split_heads", (counted, 2), public=True)
    yield Case("together again", "merge_heads", (torch.arange(8.0).reshape(1, 2, 2, 2),), public=True)
    yield Case("three heads", "split_heads", (randn(2, 5, 12, seed=1), 3))
    yield Case("one head", "split_heads", (randn(2, 3, 4, seed=2), 1))
    yield Case("heads of one feature", "split_heads", (randn(2, 3, 5, seed=3), 5))
    yield Case("merge a batch", "merge_heads", (randn(2, 3, 5, 4, seed=4),))
    yield Case("merge one head", "merge_heads", (randn(2, 1, 3, 4, seed=5),))
    yield Case("fused", "split_qkv", (randn(2, 5, 18, seed=6), 2))
    yield Case("fused, one token", "split_qkv", (randn(3, 1, 12, seed=7, dtype=torch.float64), 4))
