import torch
from torch import tensor

from app.judge.cases import Case, rand, randn


def cases():
    far = tensor([[100.0, -100.0, 1000.0], [-1000.0, 20.0, -20.0]])
    near = randn(3, 4, seed=5, scale=1e-4)
    double = torch.float64

    yield Case("sigmoid by hand", "sigmoid", (tensor([0.0, 1.0986]),), public=True)
    yield Case("tanh by hand", "tanh", (tensor([0.0, 0.5493]),), public=True)
    yield Case("sigmoid backward", "sigmoid_backward", (tensor([1.0, 2.0]), tensor([0.5, 0.75])), public=True)
    yield Case("tanh backward", "tanh_backward", (tensor([1.0, 2.0]), tensor([0.0, 0.5])), public=True)
    yield Case("sigmoid of a batch", "sigmoid", (randn(2, 3, 4, seed=1, scale=3.0),))
    yield Case("tanh of a batch", "tanh", (randn(2, 3, 4, seed=2, scale=2.0),))
    yield Case("sigmoid far out", "sigmoid", (far,))
    yield Case("sigmoid, small probabilities", "sigmoid", (tensor([-60.0, -80.0]),))
    yield Case("tanh far out", "tanh", (far,))
    yield Case("tanh near zero", "tanh", (near,))
    yield Case("sigmoid in double", "sigmoid", (randn(4, 3, seed=3, dtype=double),))
    yield Case("tanh in double", "tanh", (randn(4, 3, seed=4, dtype=double),))
    yield Case("tanh in double, far out", "tanh", (tensor([[8.0, -9.0], [10.5, -12.0]], dtype=double),))
    yield Case(
        "sigmoid backward in double",
        "sigmoid_backward",
        (randn(5, seed=6, dtype=double), rand(5, seed=7, dtype=double)),
    )
    x = rand(5, seed=8, dtype=double, low=-1.0)
    yield Case("tanh backward in double", "tanh_backward", (randn(5, seed=9, dtype=double), x))
