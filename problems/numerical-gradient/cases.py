from torch import tensor

from app.judge.cases import Case, randn


def case(name, function, *tensors, public=False, **step):
    given = {"function": function, "tensors": list(tensors), **step}
    return Case(name, "numerical_gradient", kwargs=given, public=public)


def cases():
    yield case("two terms", "two terms", tensor([2.0, -1.0]), public=True)
    yield case("a wide step", "cubes", tensor([2.0, -1.0]), h=0.5, public=True)
    layer = randn(2, 3, seed=1), randn(3, 4, seed=2, scale=0.5), randn(4, seed=3, scale=0.5)
    yield case("three tensors", "a layer", *layer, public=True, h=0.125)
    yield case("no dimension", "a number", randn(seed=4))
    yield case("three dimensions", "a product of all", randn(2, 3, 2, seed=5, scale=0.5))
    yield case("transposed", "by columns", randn(3, 4, seed=6).T)
