import torch
from torch import tensor

from app.judge.cases import Case, randn


def block(name, x, d_hidden, seed, **more):
    """Weights that keep gates and outputs of size one."""
    d = x.shape[-1]
    weights = {
        "gate_up.weight": randn(2 * d_hidden, d, seed=seed, scale=1.5 * d**-0.5, dtype=x.dtype),
        "down.weight": randn(d, d_hidden, seed=seed + 1, scale=d_hidden**-0.5, dtype=x.dtype),
    }
    return Case(name, "SwiGLU", kwargs={"x": x, "weights": weights}, **more)


def cases():
    plain = {"gate_up.weight": torch.eye(2), "down.weight": tensor([[1.0], [-1.0]])}
    by_hand = {"x": tensor([[[1.0986, 2.0]]]), "weights": plain}
    yield Case("by hand", "SwiGLU", kwargs=by_hand, public=True)
    yield block("a batch of sequences", randn(2, 3, 4, seed=1), 6, 2, public=True)
    yield block("a vector", randn(5, seed=4), 3, 5)
    yield block("gates in the hundreds", randn(3, 4, seed=7, scale=300.0), 5, 8)
    yield block("double precision", randn(2, 1, 4, seed=10, dtype=torch.float64), 3, 11)
