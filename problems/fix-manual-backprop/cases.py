import torch
from torch import tensor

from app.judge.cases import Case, randint, randn


def model(vocabulary, length, width, hidden, seed, dtype=torch.float32):
    """Random C, W1, b1, W2, b2 that keep activations and logits of size one."""
    inputs = length * width
    return (
        randn(vocabulary, width, seed=seed, dtype=dtype),
        randn(inputs, hidden, seed=seed + 1, dtype=dtype, scale=inputs**-0.5),
        randn(hidden, seed=seed + 2, dtype=dtype, scale=0.5),
        randn(hidden, vocabulary, seed=seed + 3, dtype=dtype, scale=hidden**-0.5),
        randn(vocabulary, seed=seed + 4, dtype=dtype, scale=0.5),
    )


def cases():
    first = tensor([[1.0], [0.0]]), tensor([[1.0]]), torch.zeros(1)
    second = tensor([[1.0, -1.0]]), torch.zeros(2)
    yield Case("one token twice", "gradients", (tensor([[1], [1]]), tensor([0, 0]), *first, *second), public=True)
    tokens, y = tensor([[0, 1], [2, 3], [4, 5]]), tensor([2, 0, 3])
    yield Case("three contexts", "gradients", (tokens, y, *model(6, 2, 3, 4, 10)), public=True)

    tokens, y = tensor([[2, 2, 0], [1, 3, 1]]), tensor([1, 3])
    yield Case("a token twice in a context", "gradients", (tokens, y, *model(4, 3, 2, 5, 20)))
    tokens, y = tensor([[0, 1], [1, 0], [2, 1]]), tensor([4, 4, 0])
    yield Case("tokens that never occur", "gradients", (tokens, y, *model(5, 2, 2, 3, 30)))
    yield Case("one context", "gradients", (tensor([[3, 1]]), tensor([0]), *model(4, 2, 3, 4, 40)))
    # The bias alone puts 200 between neighbouring tokens.
    C, W1, b1, W2, _ = model(3, 2, 2, 4, 50)
    steep = tensor([200.0, 0.0, -200.0])
    yield Case(
        "confident logits", "gradients", (tensor([[0, 1], [2, 0], [1, 2]]), tensor([2, 0, 1]), C, W1, b1, W2, steep)
    )
    # The first unit is a sign of the context's first token, and moves all logits of a context by 60.
    C, W1, b1, W2, b2 = model(4, 2, 3, 5, 80)
    C[:, 0], W1[:, 0], W1[0, 0], b1[0], W2[0] = tensor([1.0, -1.0, 1.0, -1.0]), 0.0, 4.0, 0.0, 60.0
    tokens, y = tensor([[0, 1], [1, 2], [3, 0]]), tensor([3, 1, 0])
    yield Case("contexts far apart", "gradients", (tokens, y, C, W1, b1, W2, b2))
    tokens, y = randint(0, 7, (6, 3), seed=60), randint(0, 7, (6,), seed=61)
    yield Case("double precision", "gradients", (tokens, y, *model(7, 3, 4, 5, 62, torch.float64)))
