import torch
from torch import tensor

from app.judge.cases import Case, randint, randn

PARAMETERS = ("W1", "b1", "W2", "b2")


def network(d, h, c, seed, dtype=torch.float32):
    """Random W1, b1, W2, b2, scaled so that the logits have size one."""
    return (
        randn(d, h, seed=seed, dtype=dtype, scale=d**-0.5),
        randn(h, seed=seed + 1, dtype=dtype, scale=0.5),
        randn(h, c, seed=seed + 2, dtype=dtype, scale=h**-0.5),
        randn(c, seed=seed + 3, dtype=dtype, scale=0.5),
    )


def cases():
    x, y = tensor([[1.0, 2.0], [2.0, 1.0]]), tensor([0, 0])
    first = tensor([[1.0, -1.0], [1.0, 0.0]]), torch.zeros(2)
    second = tensor([[1.0, -1.0], [2.0, 0.0]]), tensor([-3.0, 3.0])
    yield Case("by hand", "mlp_gradients", (x, y, *first, *second), public=True)

    x, y = randn(4, 3, seed=10), tensor([2, 0, 2, 1])
    yield Case("three classes", "mlp_gradients", (x, y, *network(3, 5, 3, 11)), public=True)
    yield Case("three epochs", "train", (x, y, *network(3, 5, 3, 11), 0.5, 3), public=True, out=PARAMETERS)

    # Small integers: some units of the hidden layer land on 0 exactly, whatever the salt.
    x = torch.cat([randint(-2, 3, (4, 3), seed=20).float(), torch.zeros(2, 3)])
    W1, b1 = randint(-1, 2, (3, 5), seed=21).float(), tensor([0.0, 1.0, 0.0, -1.0, 0.0])
    yield Case("units at zero", "mlp_gradients", (x, tensor([0, 1, 2, 3, 0, 1]), W1, b1, *network(3, 5, 4, 22)[2:]))

    # The bias alone puts 200 between neighbouring classes: class 2 has probability 0 in float32, and is right twice.
    x, y = randn(6, 4, seed=30, scale=10.0), tensor([0, 2, 1, 2, 0, 1])
    W1, b1, W2, _ = network(4, 8, 3, 31)
    yield Case("confident logits", "mlp_gradients", (x, y, W1, b1, W2, tensor([200.0, 0.0, -200.0])))

    # Two units know the sign of the first feature, and move all logits of an example by 60.
    x, y = randn(4, 3, seed=50), tensor([1, 0, 2, 3])
    W1, b1, W2, b2 = network(3, 5, 4, 51)
    x[:, 0], W1[:, :2], W1[0, :2] = tensor([1.0, -1.0, 1.0, -1.0]), 0.0, tensor([1.0, -1.0])
    b1[:2], W2[0], W2[1] = 0.0, 60.0, -60.0
    yield Case("examples far apart", "mlp_gradients", (x, y, W1, b1, W2, b2))

    x, y = randn(7, 6, seed=40, dtype=torch.float64), randint(0, 9, (7,), seed=41)
    yield Case("double precision", "mlp_gradients", (x, y, *network(6, 4, 9, 42, torch.float64)))
    weights = network(6, 4, 9, 42, torch.float64)
    yield Case("double-precision training", "train", (x, y, *weights, 0.1, 5), out=PARAMETERS)
