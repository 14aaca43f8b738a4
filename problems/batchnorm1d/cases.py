import torch
from torch import tensor

from app.judge.cases import Case, rand, randn


def call(x, training, seed=None, **changes):
    """The arguments of one call; drawn per channel from `seed` where no change is given."""
    c = x.shape[1]
    drawn = {}
    if seed is not None:
        drawn = {
            "running_mean": randn(c, seed=seed + 1, dtype=x.dtype),
            "running_var": rand(c, seed=seed + 2, dtype=x.dtype, low=0.5, high=2.0),
            "weight": randn(c, seed=seed + 3, dtype=x.dtype),
            "bias": randn(c, seed=seed + 4, dtype=x.dtype),
        }
    return {"x": x, **drawn, "training": training, **changes}


def cases():
    small = tensor([[0.0, 10.0], [0.0, 20.0], [3.0, 60.0]])
    affine = {"weight": tensor([1.0, 2.0]), "bias": tensor([0.0, -1.0])}
    fresh = {"running_mean": torch.zeros(2), "running_var": torch.ones(2), **affine}
    seen = {"running_mean": tensor([1.0, 30.0]), "running_var": tensor([4.0, 100.0]), **affine}

    yield Case("two channels", "batch_norm", kwargs=call(small, True, **fresh), public=True)
    yield Case("evaluation", "batch_norm", kwargs=call(small, False, **seen), public=True)
    yield Case("square sequence", "batch_norm", kwargs=call(randn(4, 3, 3, seed=10, shift=1.0), True, 10))
    yield Case("one long sample", "batch_norm", kwargs=call(randn(1, 5, 9, seed=20, scale=3.0), True, 20))
    yield Case("quiet channels", "batch_norm", kwargs=call(randn(7, 3, seed=40, scale=1e-3), True, 40))
    yield Case("other settings", "batch_norm", kwargs=call(randn(6, 2, seed=30), True, 30, momentum=0.3, eps=0.5))
    quiet = {"running_mean": torch.zeros(4), "running_var": torch.full((4,), 1e-6)}
    x = randn(2, 4, 3, seed=50, scale=1e-3)
    yield Case("quiet evaluation", "batch_norm", kwargs=call(x, False, 50, **quiet))
    x = randn(16, 3, 2, seed=60, shift=100.0)
    yield Case("far from zero", "batch_norm", kwargs=call(x, True, 60))
    x = randn(5, 3, seed=70)
    yield Case("bias alone", "batch_norm", kwargs=call(x, True, 70, weight=None), gradients=("x", "bias"))
    x = randn(4, 3, seed=75)
    yield Case("weight alone", "batch_norm", kwargs=call(x, True, 75, bias=None), gradients=("x", "weight"))
    nothing = {"running_mean": None, "running_var": None, "weight": None, "bias": None}
    x = randn(4, 2, 3, seed=80, scale=2.0, shift=1.0)
    yield Case("nothing to remember", "batch_norm", kwargs=call(x, True, **nothing), gradients=("x",), out=())
    yield Case("double precision", "batch_norm", kwargs=call(randn(6, 4, seed=90, dtype=torch.float64), True, 90))
    x, then = randn(5, 3, seed=100, shift=1.0), randn(4, 3, seed=105)
    yield Case("training, then evaluation", "batch_norm", kwargs=call(x, True, 100, then=then))
