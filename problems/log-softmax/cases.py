import torch
from torch import inf, tensor

from app.judge.cases import Case, randn


def back(name, shape, dim, seed, dtype=torch.float32, **more):
    output = torch.log_softmax(randn(*shape, seed=seed, dtype=torch.float64, scale=1.5), dim).to(dtype)
    return Case(name, "log_softmax_backward", (randn(*shape, seed=seed + 1, dtype=dtype), output, dim), **more)


def cases():
    thirds = tensor([-1.0986, -0.4055])

    yield Case("thirds", "log_softmax", (tensor([0.0, 0.6931]), 0), public=True)
    yield Case("backward by hand", "log_softmax_backward", (tensor([1.0, 0.0]), thirds, 0), public=True)
    yield Case("columns", "log_softmax", (randn(3, 5, seed=1), 0), public=True)
    yield Case("middle of four", "log_softmax", (randn(2, 4, 3, 5, seed=2), -3))
    yield Case("rows far apart", "log_softmax", (tensor([[0.0, 1.0], [-999.0, -997.0]]), 1))
    yield Case("far apart", "log_softmax", (tensor([[0.0, -300.0, 1.0], [200.0, 0.0, 5.0]]), 1))
    yield Case("huge logits", "log_softmax", (tensor([1e4, 1e4 - 1, 1e4 - 2]), 0))
    yield Case("masked logits", "log_softmax", (tensor([0.0, -inf, 2.0]), 0), gradients=())
    yield Case("double precision", "log_softmax", (randn(3, 4, seed=3, dtype=torch.float64), 1))
    yield back("backward of rows", (3, 5), 1, seed=10)
    yield back("backward of the middle", (2, 4, 3, 5), 1, seed=12)
    yield back("backward in double", (4, 3), 0, seed=14, dtype=torch.float64)
