import torch
from torch import eye, tensor

from app.judge.cases import Case, randn


def drawn(batch, tokens, width, heads, seed, dtype=torch.float32):
    x = randn(batch, tokens, width, seed=seed, dtype=dtype)
    w_qkv = randn(width, 3 * width, seed=seed + 1, dtype=dtype)
    return x, w_qkv, randn(width, width, seed=seed + 2, dtype=dtype), heads


def cases():
    by_hand = tensor([[[1.0, 5.0], [1.0, 7.0]]]), torch.cat([eye(2)] * 3, dim=1), eye(2), 2

    yield Case("identity", "multi_head_attention", by_hand, public=True)
    yield Case("two heads", "multi_head_attention", drawn(2, 3, 4, 2, seed=10), public=True)
    yield Case("three heads", "multi_head_attention", drawn(2, 5, 6, 3, seed=20))
    yield Case("one token", "multi_head_attention", drawn(3, 1, 4, 2, seed=40))
    yield Case("double precision", "multi_head_attention", drawn(1, 3, 4, 2, seed=50, dtype=torch.float64))
