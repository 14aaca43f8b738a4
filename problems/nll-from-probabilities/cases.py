import torch
from torch import tensor

from app.judge.cases import Case, randint, randn


def drawn(*shape, seed, dtype=torch.float32):
    """Probabilities of all sizes, none of them at an epsilon."""
    return randn(*shape, seed=seed, scale=3.0).double().softmax(-1).to(dtype)


def cases():
    probs, target = tensor([[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]]), tensor([0, 2])
    zero = tensor([[0.0, 0.75, 0.25], [0.5, 0.5, 0.0]])

    yield Case("by hand", "nll", (probs, target), public=True)
    yield Case("perplexity by hand", "perplexity", (probs, target), public=True)
    yield Case("a probability of 0", "nll", (zero, tensor([0, 1])), public=True)
    yield Case("a larger epsilon", "nll", (tensor([[0.01, 0.09, 0.9], [0.2, 0.2, 0.6]]), tensor([0, 1]), 0.05))
    yield Case("sure of it", "nll", (tensor([[1.0, 0.0], [0.3, 0.7]]), tensor([0, 1]), 0.1))
    yield Case("sequences", "nll", (drawn(2, 5, 4, seed=1), randint(0, 4, (2, 5), seed=2), 1e-9))
    yield Case("one position", "nll", (tensor([0.3, 0.1, 0.6]), tensor(1)))
    half = tensor([[0.0, 1.0], [0.25, 0.75], [0.5, 0.5]], dtype=torch.float16)
    yield Case("half precision", "nll", (half, tensor([0, 0, 1]), 1e-12))
    yield Case("double precision", "nll", (drawn(3, 4, seed=3, dtype=torch.float64), tensor([3, 0, 1]), 1e-12))
    double = drawn(5, 3, seed=5, dtype=torch.float64), tensor([2, 0, 1, 1, 0])
    yield Case("perplexity in double", "perplexity", (*double, 1e-12))
    yield Case("perplexity of a zero", "perplexity", (zero, tensor([0, 1])))
    yield Case("perplexity with a larger epsilon", "perplexity", (zero, tensor([2, 2]), 0.05))
