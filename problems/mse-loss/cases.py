import torch
from torch import tensor

from app.judge.cases import Case, randn


def pair(*shape, seed, **how):
    return randn(*shape, seed=seed, **how), randn(*shape, seed=seed + 1, **how)


def cases():
    x, t = tensor([1.0, 2.0, 5.0]), tensor([1.0, 4.0, 1.0])

    yield Case("by hand", "mse_loss", (x, t), public=True)
    yield Case("backward by hand", "mse_loss_backward", (tensor(1.0), x, t), public=True)
    yield Case("sum", "mse_loss", (*pair(3, 4, seed=10), "sum"))
    yield Case("none", "mse_loss", (*pair(2, 5, seed=12), "none"))
    yield Case("mean of three dimensions", "mse_loss", (*pair(2, 3, 4, seed=14), "mean"))
    yield Case("far from zero", "mse_loss", pair(3, 4, seed=26, shift=1000.0))
    yield Case("double precision", "mse_loss", pair(4, 3, seed=16, dtype=torch.float64))
    yield Case("backward of the mean", "mse_loss_backward", (tensor(-0.7), *pair(3, 5, seed=18)))
    yield Case("backward of the sum", "mse_loss_backward", (tensor(2.5), *pair(3, 4, seed=20), "sum"))
    double = pair(4, 3, seed=28, dtype=torch.float64)
    yield Case("backward in double", "mse_loss_backward", (tensor(0.3, dtype=torch.float64), *double))
    yield Case("backward of none", "mse_loss_backward", (randn(2, 5, seed=22), *pair(2, 5, seed=23), "none"))
