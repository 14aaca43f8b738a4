import torch
from torch import tensor

from app.judge.cases import Case, randn


def weights(d, seed, dtype=torch.float32):
    """Random weights that keep scores and outputs of size one."""
    return {
        "qkv.weight": randn(3 * d, d, seed=seed, dtype=dtype, scale=1.5 * d**-0.5),
        "qkv.bias": randn(3 * d, seed=seed + 1, dtype=dtype, scale=0.5),
        "proj.weight": randn(d, d, seed=seed + 2, dtype=dtype, scale=d**-0.5),
        "proj.bias": randn(d, seed=seed + 3, dtype=dtype, scale=0.5),
    }


def cases():
    x = tensor([[[1.0, 2.0], [0.0, 1.0]]])
    plain = {"qkv.weight": torch.eye(2).repeat(3, 1), "qkv.bias": torch.zeros(6)}
    plain |= {"proj.weight": torch.eye(2), "proj.bias": torch.zeros(2)}
    by_hand = {"x": x, "weights": plain, "n_heads": 2}
    yield Case("two heads by hand", "MultiHeadAttention", kwargs=by_hand, public=True)
    yield Case("causal by hand", "MultiHeadAttention", kwargs={**by_hand, "causal": True}, public=True)

    three = {"x": randn(2, 5, 6, seed=10), "weights": weights(6, 11), "n_heads": 3}
    yield Case("three heads of two", "MultiHeadAttention", kwargs=three)

    longer = {"x": randn(3, 4, 8, seed=20), "weights": weights(8, 21), "n_heads": 2, "causal": True}
    longer["then"] = randn(1, 7, 8, seed=25)
    yield Case("longer on the second call", "MultiHeadAttention", kwargs=longer)

    # What the keys' bias adds is the same for all keys of a query: 60 for one token, −60 for the next.
    apart = {"x": randn(2, 4, 4, seed=60), "weights": weights(4, 61), "n_heads": 2}
    apart["x"][..., 0] = torch.tensor([1.0, -1.0, 1.0, -1.0])
    apart["weights"]["qkv.weight"][0], apart["weights"]["qkv.bias"][0] = torch.tensor([1.0, 0.0, 0.0, 0.0]), 0.0
    apart["weights"]["qkv.bias"][4] = 60 * 2**0.5
    yield Case("queries far apart", "MultiHeadAttention", kwargs=apart)

    sharp = {"x": randn(2, 4, 6, seed=40, scale=20.0), "weights": weights(6, 41), "n_heads": 2}
    yield Case("sharp attention", "MultiHeadAttention", kwargs=sharp)

    hard = {"x": randn(4, 4, 6, seed=50, scale=30.0), "weights": weights(6, 51), "n_heads": 3, "causal": True}
    yield Case("sharp and causal", "MultiHeadAttention", kwargs=hard)

    first = {"x": randn(2, 5, 4, seed=70), "weights": weights(4, 71), "n_heads": 2, "causal": True}
    again = {"then": randn(2, 3, 4, seed=75), "then_causal": False}
    yield Case("causal, and then not", "MultiHeadAttention", kwargs={**first, **again})

    double = {"x": randn(1, 6, 10, seed=30, dtype=torch.float64), "weights": weights(10, 31, torch.float64)}
    yield Case("double precision", "MultiHeadAttention", kwargs={**double, "n_heads": 2, "causal": True})
