import torch
from torch import tensor

from app.judge.cases import Case, rand, randn


def weights(c, wide, seed, dtype=torch.float32):
    """Random weights that keep activations of size one; the two norms differ."""
    norms = {f"norm{i}.weight": randn(c, seed=seed + i, dtype=dtype, scale=0.5, shift=1.0) for i in (1, 2)}
    norms |= {f"norm{i}.bias": randn(c, seed=seed + 2 + i, dtype=dtype, scale=0.5) for i in (1, 2)}
    return norms | {
        "value": randn(c, c, seed=seed + 5, dtype=dtype, scale=c**-0.5),
        "up": randn(c, wide, seed=seed + 6, dtype=dtype, scale=c**-0.5),
        "down": randn(wide, c, seed=seed + 7, dtype=dtype, scale=wide**-0.5),
    }


def masks(*shape, seed, dtype=torch.float32):
    """One mask for each sublayer: half of the entries 0, the others 2."""
    return [2.0 * (rand(*shape, seed=seed + i) < 0.5).to(dtype) for i in (0, 1)]


def cases():
    one = torch.eye(2)
    tenfold = {"value": 10 * one, "up": torch.cat([one, -one], 1), "down": 10 * torch.cat([one, -one])}
    plain = {"norm1.weight": torch.ones(2), "norm1.bias": torch.zeros(2)}
    plain |= {"norm2.weight": torch.ones(2), "norm2.bias": torch.zeros(2)}
    by_hand = {"x": tensor([[[1.0, 3.0]]]), "weights": tenfold | plain}
    yield Case("pre-norm by hand", "pre_norm_block", kwargs=by_hand, public=True)
    yield Case("post-norm by hand", "post_norm_block", kwargs=by_hand, public=True)

    kwargs = {"x": randn(2, 3, 4, seed=10), "weights": weights(4, 6, 11)}
    yield Case("pre-norm of sequences", "pre_norm_block", kwargs=kwargs)
    kwargs = {"x": randn(2, 5, 4, seed=20), "weights": weights(4, 7, 21)}
    yield Case("post-norm of sequences", "post_norm_block", kwargs=kwargs)

    kwargs = {"x": randn(2, 3, 5, seed=30), "weights": weights(5, 8, 31), "masks": masks(2, 3, 5, seed=40)}
    yield Case("pre-norm with dropout", "pre_norm_block", kwargs=kwargs)
    double = {"dtype": torch.float64}
    kwargs = {"x": randn(1, 4, 6, seed=50, **double), "weights": weights(6, 9, 51, **double)}
    yield Case(
        "post-norm with dropout", "post_norm_block", kwargs={**kwargs, "masks": masks(1, 4, 6, seed=60, **double)}
    )
