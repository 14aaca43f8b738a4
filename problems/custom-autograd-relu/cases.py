import torch
from torch import tensor

from app.judge.cases import Case, randn


def case(name, call, x, slope, **more):
    return Case(name, call, kwargs={"x": x, "slope": slope, **more.pop("given", {})}, **more)


def cases():
    few = tensor([-2.0, 0.0, 3.0])
    yield case("slope 0", "once", few, 0.0, public=True)
    yield case("leaky", "once", few, 0.1, public=True)
    yield case("squared", "squared", tensor([[-2.0, 0.5], [3.0, -1.0]]), 0.5, public=True)
    yield case("kept for the backward", "kept", few, 0.1, gradients=(), public=True)
    yield case("a batch", "once", randn(2, 3, 4, seed=1), 0.25)
    given = {"then": randn(3, 4, seed=3)}
    yield case("two calls", "two", randn(3, 4, seed=2), 0.2, given=given, gradients=("x", "then"))
    given = {"then": randn(2, 3, seed=7), "then_slope": 0.9}
    yield case("two slopes", "two", randn(3, 2, seed=6), 0.1, given=given, gradients=("x", "then"))
    yield case(
        "beside another",
        "beside",
        randn(3, 4, seed=8),
        0.5,
        given={"then": randn(3, 4, seed=9)},
        gradients=("x", "then"),
    )
    yield case("steep", "once", randn(3, 3, seed=10), 2.5)
    yield case("half precision", "once", randn(3, 5, seed=4, dtype=torch.bfloat16), 0.5)
    yield case("double precision", "squared", randn(4, 3, seed=5, dtype=torch.float64), 0.3)
