from torch import inf, tensor

from app.judge.cases import Case, randn


def cases():
    by_hand = tensor([[0.0, 0.6931], [1.0986, 0.0]])

    yield Case("rows", "softmax", (by_hand, 1), public=True)
    yield Case("columns", "softmax", (randn(3, 5, seed=1), 0), public=True)
    yield Case("middle of four", "softmax", (randn(2, 3, 4, 5, seed=2), -2))
    yield Case("rows far apart", "softmax", (tensor([[1000.0, 999.0], [-1000.0, -1001.0]]), 1))
    yield Case("masked scores", "softmax", (tensor([[0.0, -inf, 2.0], [-inf, -900.0, -902.0]]), 1))
    yield Case("double precision", "softmax", (randn(4, 3, seed=3).double(), 1))
