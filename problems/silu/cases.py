import torch
from torch import tensor

from app.judge.cases import Case, randn


def forward(name, x, **more):
    return Case(name, "silu", kwargs={"x": x}, **more)


def into(name, x, public=False, written="out", **more):
    """No gradient is asked for; what is there before are sevens, left behind by somebody else."""
    return Case(name, "silu", kwargs={"x": x, **more}, gradients=(), out=(written,), public=public)


def backward(name, grad_output, x, **more):
    return Case(name, "silu_backward", kwargs={"grad_output": grad_output, "x": x}, gradients=(), **more)


def cases():
    double, half = torch.float64, torch.bfloat16
    few = tensor([0.0, 1.0, -2.0])
    far = tensor([[100.0, -100.0, 1000.0], [-1000.0, 20.0, -20.0]])

    yield forward("by hand", few, public=True)
    yield into("into out", few, public=True, out=torch.full((3,), 7.0))
    yield backward("backward", tensor([1.0, 1.0, -3.0]), few, public=True)
    yield forward("a batch", randn(2, 3, 4, seed=1, scale=2.0))
    yield forward("far out", far)
    yield forward("in double", randn(4, 3, seed=2, scale=2.0, dtype=double))
    yield forward("half precision", randn(3, 5, seed=3, dtype=half))
    yield into("part of a table", randn(4, 5, seed=4), out=torch.full((4, 3, 5), 7.0), slot=1)
    yield into("out is x", randn(3, 4, seed=5), written="x", in_place=True)
    yield backward("backward of a batch", randn(2, 3, 4, seed=7), randn(2, 3, 4, seed=6, scale=2.0))
    yield backward("backward far out", randn(2, 3, seed=8), far)
    yield backward("backward in double", randn(5, seed=10, dtype=double), randn(5, seed=9, dtype=double))
    yield backward("backward in half precision", randn(4, seed=12, dtype=half), randn(4, seed=11, dtype=half))
