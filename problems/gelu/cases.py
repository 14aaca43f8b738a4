import torch
from torch import tensor

from app.judge.cases import Case, randn


def cases():
    few, ones = tensor([0.0, 1.0, -2.0]), tensor([1.0, 1.0, 1.0])
    far = tensor([[100.0, -100.0, 1000.0], [-1000.0, 12.0, -12.0]])
    double, half = torch.float64, torch.float16
    wide = tensor([300.0, -300.0, 45.0, 1.5, -0.5], dtype=half)

    def x(seed, *shape, dtype=torch.float32):
        return randn(*shape, seed=seed, scale=1.5, dtype=dtype)

    yield Case("exact", "gelu", (few,), public=True)
    yield Case("by tanh", "gelu", (few, "tanh"), public=True)
    yield Case("exact, backward", "gelu_backward", (ones, few), public=True)
    yield Case("by tanh, backward", "gelu_backward", (ones, few, "tanh"), public=True)

    yield Case("a batch", "gelu", (x(1, 2, 3, 4), "none"))
    yield Case("by tanh, far out", "gelu", (far, "tanh"))
    yield Case("exact in double", "gelu", (x(2, 4, 3, dtype=double), "none"))
    yield Case("by tanh in double", "gelu", (x(3, 4, 3, dtype=double), "tanh"))
    yield Case("exact in half precision", "gelu", (wide, "none"))
    yield Case("by tanh in half precision", "gelu", (wide, "tanh"))

    yield Case("backward of a batch", "gelu_backward", (x(5, 2, 3, 4), x(4, 2, 3, 4), "none"))
    yield Case("by tanh, backward far out", "gelu_backward", (x(6, 2, 3), far, "tanh"))
    yield Case("exact backward in double", "gelu_backward", (x(8, 7, dtype=double), x(7, 7, dtype=double), "none"))
    yield Case("tanh backward in double", "gelu_backward", (x(10, 7, dtype=double), x(9, 7, dtype=double), "tanh"))
    yield Case("exact backward in half precision", "gelu_backward", (x(11, 5, dtype=half), wide, "none"))
    yield Case("tanh backward in half precision", "gelu_backward", (x(12, 5, dtype=half), wide, "tanh"))
