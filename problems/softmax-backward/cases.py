import torch
from torch import inf, tensor

from app.judge.cases import Case, randn


def cases():
    thirds = tensor([0.0, 0.6931, 1.0986])  # 1/6, 2/6, 3/6
    apart = tensor([[120.0, 119.0, 117.0], [-120.0, -121.0, -123.0]])
    half = torch.bfloat16

    yield Case("by hand", "softmax_backward", (tensor([6.0, 0.0, 0.0]), thirds, 0), public=True)
    yield Case("columns", "softmax_backward", (randn(2, 3, seed=1), randn(2, 3, seed=0), 0), public=True)
    yield Case("square", "softmax_backward", (randn(4, 4, seed=3), randn(4, 4, seed=2), 1))
    yield Case("masked logits", "softmax_backward", (tensor([1.0, 5.0, -2.0]), tensor([0.0, -inf, 1.0]), 0))
    yield Case("far from zero", "softmax_backward", (tensor([[3.0, -1.0, 2.0], [1.0, 2.0, -4.0]]), apart, 1))
    yield Case("second of four", "softmax_backward", (randn(2, 3, 4, 2, seed=5), randn(2, 3, 4, 2, seed=4), -3))
    yield Case("a long row", "softmax_backward", (randn(2, 256, seed=11), randn(2, 256, seed=10), 1))
    yield Case("double precision", "softmax_backward", (randn(3, 5, seed=7).double(), randn(3, 5, seed=6).double(), 1))
    # In a slice whose cotangents are nearly equal the result cancels; what enters the sum is of size 1.
    yield Case(
        "half precision",
        "softmax_backward",
        (randn(2, 6, seed=9, dtype=half), randn(2, 6, seed=8, dtype=half), -1),
        scale=1.0,
    )
