import torch

from app.judge.cases import Case, randn


def served(name, chunks, batch, heads, d, seed, dtype=torch.float32, public=False, **more):
    """A case; gradients only where one call is all there is."""
    width = heads * d
    kwargs = {
        "x": randn(batch, sum(chunks), width, seed=seed, dtype=dtype),
        "w_qkv": randn(width, 3 * width, seed=seed + 1, dtype=dtype, scale=1.5 * width**-0.5),
        "w_out": randn(width, width, seed=seed + 2, dtype=dtype, scale=width**-0.5),
        "heads": heads,
        "chunks": chunks,
    }
    gradients = None if len(chunks) == 1 and not more else ()
    return Case(name, "attend", kwargs={**kwargs, **more}, public=public, gradients=gradients)


def cases():
    yield served("a prompt", [3], 1, 1, 2, seed=10, public=True)
    yield served("token by token", [1, 1, 1], 1, 1, 2, seed=20, public=True)
    yield served("a prompt of two sequences", [5], 2, 3, 4, seed=30)
    yield served("uneven chunks", [3, 1, 4, 2], 2, 2, 4, seed=40)
    branches = [randn(2, 2, 8, seed=53), randn(2, 1, 8, seed=54), randn(2, 3, 8, seed=55)]
    yield served("three branches of one prompt", [3, 1], 2, 2, 4, seed=50, branches=branches)
    yield served("double precision", [4, 1, 2], 1, 2, 4, seed=70, dtype=torch.float64)
