import torch
from torch import ones, tensor, zeros

from app.judge.cases import Case, rand, randn


def case(name, seed, public=False, settings=None, variance=(0.5, 2.0), **inputs):
    """Weights and running statistics drawn from `seed`. What `inputs` are called says in which mode they come."""
    first = next(iter(inputs.values()))
    c, dtype = first.shape[-1], first.dtype
    low, high = variance
    weights = {
        "weight": randn(c, seed=seed, dtype=dtype),
        "bias": randn(c, seed=seed + 1, dtype=dtype),
        "running_mean": randn(c, seed=seed + 2, dtype=dtype),
        "running_var": rand(c, seed=seed + 3, dtype=dtype, low=low, high=high),
    }
    kwargs = {"inputs": inputs, "weights": weights} | ({"settings": settings} if settings else {})
    return Case(name, "BatchNorm", kwargs=kwargs, public=public)


def cases():
    x = tensor([[0.0, 10.0], [0.0, 20.0], [3.0, 60.0]])
    fresh = {"weight": ones(2), "bias": zeros(2), "running_mean": zeros(2), "running_var": ones(2)}
    yield Case("by hand", "BatchNorm", kwargs={"inputs": {"train": x}, "weights": fresh}, public=True)
    yield case("evaluation", 10, evaluate=randn(3, 2, seed=14), public=True)
    yield case("tokens", 20, train=randn(3, 4, 2, seed=24, shift=1.0))
    x = {"inputs": {"evaluate": randn(3, 4, seed=110)}}
    yield Case("a new layer", "BatchNorm", kwargs=x, gradients=("inputs.*",))
    yield case("one sequence", 40, train=randn(1, 6, 3, seed=44, scale=2.0))
    yield case("as many tokens as channels", 50, train=randn(4, 3, 3, seed=54))
    yield case("quiet channels", 60, train=randn(7, 3, seed=64, scale=1e-3))
    yield case("quiet evaluation", 70, evaluate=randn(1, 2, 4, seed=74, scale=1e-3), variance=(1e-6, 2e-6))
    yield case("other settings", 80, train=randn(6, 2, seed=84), settings={"eps": 0.5, "momentum": 0.3})
    yield case("far from zero", 90, train=randn(8, 4, 3, seed=94, shift=100.0))
    steps = {f"train {i}": randn(4, 2, seed=104 + i, dtype=torch.float64) for i in (1, 2, 3)}
    steps["evaluate"] = randn(1, 2, seed=108, dtype=torch.float64)
    yield case("three steps in double precision", 100, **steps)
