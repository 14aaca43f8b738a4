import torch
from torch import tensor, zeros

from app.judge.cases import Case, randn


def drawn(batch, tokens, size, values, seed, scale=1.0, dtype=torch.float32):
    q = randn(batch, tokens, size, seed=seed, scale=scale, dtype=dtype)
    k = randn(batch, tokens, size, seed=seed + 1, scale=scale, dtype=dtype)
    return q, k, randn(batch, tokens, values, seed=seed + 2, dtype=dtype)


def cases():
    flat = zeros(1, 2, 3), zeros(1, 2, 3), tensor([[[2.0], [4.0]]])

    yield Case("two tokens", "causal_attention", flat, public=True)
    yield Case("three tokens", "causal_attention", drawn(1, 3, 2, 2, seed=1), public=True)
    yield Case("a batch", "causal_attention", drawn(3, 5, 4, 2, seed=10))
    yield Case("square", "causal_attention", drawn(4, 4, 4, 4, seed=20))
    yield Case("sharp scores", "causal_attention", drawn(2, 4, 3, 5, seed=30, scale=12.0))
    yield Case("one token", "causal_attention", drawn(2, 1, 4, 3, seed=40))
    yield Case("double precision", "causal_attention", drawn(2, 3, 4, 5, seed=50, dtype=torch.float64))
