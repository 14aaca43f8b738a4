import torch
from torch import tensor

from app.judge.cases import Case, randn


def cases():
    four = tensor([0.0, 6.0, 6.0, 8.0])  # mean 5, variance 9
    # In bfloat16 256 is followed by 258, so that the mean of the first row, 256.5, does not exist there.
    steps = tensor([[256.0, 256.0, 256.0, 258.0], [-3.0, -1.0, 1.0, 3.0]], dtype=torch.bfloat16)
    constant = tensor([[2.5, 2.5, 2.5, 2.5], [1.0, -2.0, 0.5, 3.0]])
    far = tensor([[0.0, 6.0, 6.0, 8.0], [-3.0, -1.0, 1.0, 3.0]]) + 10000

    yield Case("by hand", "layer_norm", (four, (4,)), public=True)
    yield Case(
        "scaled and shifted",
        "layer_norm",
        (randn(2, 4, seed=0), (4,), randn(4, seed=1), randn(4, seed=2)),
        public=True,
    )
    yield Case("constant sample", "layer_norm", (constant, (4,)))
    yield Case("nearly constant", "layer_norm", (randn(3, 6, seed=13, scale=1e-3), (6,)))
    yield Case("sequence", "layer_norm", (randn(2, 3, 5, seed=3), (5,), randn(5, seed=4), randn(5, seed=5)))
    yield Case(
        "two dimensions", "layer_norm", (randn(2, 3, 4, seed=6), (3, 4), randn(3, 4, seed=7), randn(3, 4, seed=8))
    )
    yield Case("weight only", "layer_norm", (randn(3, 5, seed=9), (5,), randn(5, seed=10)))
    yield Case("bias only", "layer_norm", (randn(3, 5, seed=11), (5,)), {"bias": randn(5, seed=12)})
    yield Case("given eps", "layer_norm", (randn(2, 6, seed=14, dtype=torch.float64), (6,)), {"eps": 0.5})
    yield Case("far from zero", "layer_norm", (far, (4,)))
    yield Case(
        "half precision",
        "layer_norm",
        (randn(3, 8, seed=15, dtype=torch.float16), (8,), randn(8, seed=16, dtype=torch.float16)),
    )
    yield Case(
        "wide half precision",
        "layer_norm",
        (
            randn(3, 8, seed=17, dtype=torch.float16, scale=2000.0),
            (8,),
            randn(8, seed=18, dtype=torch.float16),
            randn(8, seed=19, dtype=torch.float16),
        ),
    )
    yield Case("brain floats far from zero", "layer_norm", (steps, (4,)))
