import torch
from torch import tensor

from app.judge.cases import Case, randn


def clusters(count, features, seed, apart, within, dtype=torch.float32):
    """Points around +apart and around −apart, by turns: no shift brings all of them close to the origin."""
    centres = tensor([apart, -apart], dtype=dtype).repeat(count)[:count, None]
    return centres + randn(count, features, seed=seed, dtype=dtype, scale=within)


def cases():
    x, y = tensor([[0.0, 0.0], [3.0, 0.0]]), tensor([[3.0, 4.0], [0.0, 1.0], [3.0, 1.0]])
    points = tensor([[1.0, 2.0], [4.0, 6.0], [1.0, 2.0]])
    f64 = torch.float64

    yield Case("by hand", "pairwise_distances", (x, y), public=True)
    yield Case("the same points", "pairwise_distances", (points, points.clone()), public=True)
    far = randn(4, 3, seed=1, shift=1000.0), randn(5, 3, seed=2, shift=1000.0)
    yield Case("far from the origin", "pairwise_distances", far)
    pair = clusters(5, 4, 3, 1000.0, 1.0), clusters(6, 4, 4, 1000.0, 1.0)
    yield Case("two clusters", "pairwise_distances", pair)
    close = randn(4, 2, seed=7, scale=3e-7), randn(3, 2, seed=8, scale=3e-7)
    yield Case("close together", "pairwise_distances", close)
    pair = clusters(4, 3, 5, 1000.0, 0.1, f64), clusters(3, 3, 6, 1000.0, 0.1, f64)
    yield Case("two clusters in double", "pairwise_distances", pair)
    yield Case("one of each", "pairwise_distances", (randn(1, 3, seed=9), randn(1, 3, seed=10)))
    many = randn(64, 64, seed=11), randn(64, 64, seed=12)
    yield Case("many features", "pairwise_distances", many, gradients=())
