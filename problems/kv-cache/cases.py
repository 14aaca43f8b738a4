import torch
from torch import tensor

from app.judge.cases import Case, randn

LAYERS = ("q_proj", "k_proj", "v_proj", "out_proj")


def weights(d, seed, dtype=torch.float32):
    """Random weights that keep scores and outputs of size one."""
    return {
        f"{name}.weight": randn(d, d, seed=seed + i, dtype=dtype, scale=1.5 * d**-0.5) for i, name in enumerate(LAYERS)
    }


def served(name, x, chunks, weights, n_heads, **more):
    """A case; gradients only where one call fills an empty cache."""
    kwargs = {"x": x, "chunks": chunks, "weights": weights, "n_heads": n_heads}
    public = more.pop("public", False)
    gradients = None if len(chunks) == 1 and not more else ()
    return Case(name, "CachedAttention", kwargs={**kwargs, **more}, public=public, gradients=gradients)


def cases():
    ones = {f"{name}.weight": torch.ones(1, 1) for name in LAYERS}
    x = tensor([[[1.0], [2.0], [-1.0]]])
    yield served("prompt by hand", x[:, :2], [2], ones, 1, public=True)
    yield served("token by token", x, [1, 1, 1], ones, 1, public=True)

    six = weights(6, 10)
    yield served("prompt of five", randn(2, 5, 6, seed=20), [5], six, 3)
    padded = randn(5, 8, 6, seed=30)
    padded[:3, 3] = 0.0
    yield served("uneven chunks", padded, [1, 4, 2, 1], six, 3)
    x, then = randn(2, 4, 6, seed=40), randn(2, 3, 6, seed=41)
    yield served("a second batch", x, [3, 1], six, 2, after_reset=then)
    x, then = randn(3, 4, 6, seed=50), randn(1, 3, 6, seed=51)
    yield served("a smaller second batch", x, [3, 1], six, 3, after_reset=then)
    x, beside = randn(2, 5, 6, seed=60), randn(2, 3, 6, seed=61)
    yield served("two modules at once", x, [3, 1, 1], six, 2, neighbour=beside)
    yield served("past thirty-two tokens", randn(1, 41, 4, seed=70), [30, 1, 8, 1, 1], weights(4, 71), 2)
    yield served("past a thousand tokens", randn(1, 1030, 2, seed=72), [1000, 1, 27, 1, 1], weights(2, 73), 1)
    x = randn(2, 5, 4, seed=80, dtype=torch.float64)
    yield served("double precision", x, [3, 1, 1], weights(4, 81, torch.float64), 2)
