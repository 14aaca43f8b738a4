import torch
from torch import tensor

from app.judge.cases import Case, rand, randn


def call(x, training, seed, channel_dim=1, **changes):
    """The arguments of one call; drawn per channel from `seed` where no change is given."""
    c = x.shape[channel_dim]
    drawn = {
        "running_mean": randn(c, seed=seed + 1, dtype=x.dtype),
        "running_var": rand(c, seed=seed + 2, dtype=x.dtype, low=0.5, high=2.0),
        "weight": randn(c, seed=seed + 3, dtype=x.dtype),
        "bias": randn(c, seed=seed + 4, dtype=x.dtype),
    }
    where = {} if channel_dim == 1 else {"channel_dim": channel_dim}  # the default is used too
    return {"x": x, **drawn, "training": training, **where, **changes}


def cases():
    images = tensor([[[[1.0], [1.0]], [[0.0], [4.0]]], [[[3.0], [3.0]], [[0.0], [4.0]]]])
    tokens = tensor([[[1.0, 10.0], [3.0, 20.0], [5.0, 60.0]]])
    fresh = {"running_mean": torch.zeros(2), "running_var": torch.ones(2)}
    affine = {"weight": tensor([1.0, 2.0]), "bias": tensor([0.0, -1.0])}
    yield Case("two images", "batch_norm", kwargs=call(images, True, 0, **fresh, **affine), public=True)
    yield Case("tokens", "batch_norm", kwargs=call(tokens, True, 0, -1, **fresh, **affine), public=True)

    yield Case("evaluation", "batch_norm", kwargs=call(randn(3, 2, 4, 5, seed=10), False, 10))
    quiet = randn(3, 4, 2, 5, seed=70, scale=1e-3)
    yield Case("quiet channels", "batch_norm", kwargs=call(quiet, True, 70, momentum=0.3))
    yield Case("square images", "batch_norm", kwargs=call(randn(4, 3, 3, 3, seed=20, shift=1.0), True, 20))
    yield Case("channels last", "batch_norm", kwargs=call(randn(2, 5, 3, 4, seed=30, scale=2.0), True, 30, 3))
    yield Case("channels before the last", "batch_norm", kwargs=call(randn(3, 2, 4, 5, seed=35), True, 35, -2))
    yield Case("channels first", "batch_norm", kwargs=call(randn(4, 3, 5, seed=40), True, 40, 0))
    yield Case("one image", "batch_norm", kwargs=call(randn(1, 4, 3, 2, seed=50, shift=-2.0), True, 50))
    small = {"running_var": torch.full((3,), 1e-4), "eps": 1e-3}
    yield Case("another eps", "batch_norm", kwargs=call(randn(2, 4, 3, seed=80), False, 80, 2, **small))
    yield Case("far from zero", "batch_norm", kwargs=call(randn(4, 2, 3, 5, seed=90, shift=100.0), True, 90))
    nothing = dict.fromkeys(("running_mean", "running_var", "weight", "bias"))
    x = randn(2, 3, 2, 4, seed=100, scale=2.0)
    yield Case("nothing to remember", "batch_norm", kwargs=call(x, True, 0, **nothing), gradients=("x",), out=())
    x = randn(3, 5, 2, seed=110, dtype=torch.float64)
    yield Case("double precision", "batch_norm", kwargs=call(x, True, 110, -1))
    x, then = randn(2, 3, 4, 5, seed=120, shift=1.0), randn(1, 3, 2, 4, seed=125)
    yield Case("training, then evaluation", "batch_norm", kwargs=call(x, True, 120, then=then))
