import torch
from torch import inf, nan, tensor

from app.judge.cases import Case, randint


def case(name, x, k, out=torch.int64, public=False, **more):
    """`out` is a tensor or a dtype; one that is made here holds sevens, left behind by somebody else."""
    if not isinstance(out, torch.Tensor):
        out = torch.full(x.shape[2:], 7, dtype=out)
    return Case(name, "count_equal", kwargs={"x": x, "k": k, "out": out, **more}, public=public)


def cases():
    small = tensor([[[1, 2, 1], [1, 1, 2]], [[2, 1, 1], [1, 2, 2]]])

    yield case("by hand", small, 1, public=True)
    yield case("a matrix", tensor([[4, 0, 4], [4, 5, 4]]), 4, public=True)
    yield case("nearly equal", tensor([[1.0, 1.0 + 2**-23], [1.0 - 2**-24, 1.0], [-0.5, 1.0]]), 1.0, public=True)
    yield case("four dimensions", randint(0, 3, (2, 3, 4, 5), seed=1), 2)
    yield case("counts as floats", randint(0, 3, (4, 3, 2), seed=2), 0, torch.float32)
    yield case("negative numbers", randint(-2, 2, (5, 4, 3), seed=3), -1, torch.int32)
    yield case("part of a table", randint(0, 2, (3, 2, 4, 5), seed=4), 1, torch.full((4, 3, 5), 7), slot=1)
    yield case("between two integers", randint(0, 4, (3, 4, 2), seed=5), 2.5)
    yield case("not equal to itself", tensor([[nan, 1.0], [nan, nan]]), nan)
    yield case("infinite numbers", tensor([[-inf, -inf], [1.0, -inf], [inf, 0.0]], dtype=torch.float64), -inf)
    yield case("thousands", randint(0, 2, (60, 70, 5), seed=6), 1)
    yield case("tens of thousands", randint(0, 2, (260, 320, 2), seed=7), 1)
    yield case("large integers", 2**53 + randint(0, 2, (4, 5, 3), seed=8), 2**53)
    yield case("nothing to count", torch.zeros(0, 3, 4), 0.0)
