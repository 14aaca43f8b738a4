import torch
from torch import tensor

from app.judge.cases import Case, randint


def case(name, index, num_classes=None, call="one_hot", public=False):
    """`num_classes` of None leaves the default."""
    given = {} if num_classes is None else {"num_classes": num_classes}
    return Case(name, call, kwargs={"index": index, **given}, public=public)


def cases():
    yield case("three classes", tensor([1, 2, 0]), public=True)
    yield case("a scalar", tensor(2), 4, public=True)
    yield case("classes that do not occur", randint(0, 3, (4,), seed=1), 7)
    yield case("a batch of sequences", randint(0, 6, (2, 5), seed=2), 6)
    yield case("three dimensions", randint(0, 4, (2, 3, 5), seed=3), 4)
    yield case("the largest in the middle", tensor([[0, 4], [1, 0]]))
    yield case("no indices", torch.empty(0, 3, dtype=torch.int64), 4)
    yield case("too large", tensor([0, 3]), 3, call="error of one_hot")
    yield case("no classes", tensor([1, 0]), 0, call="error of one_hot")
    yield case("negative", tensor([0, -1]), 3, call="error of one_hot")
