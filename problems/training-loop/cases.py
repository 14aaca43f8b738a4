import torch
from torch import tensor

from app.judge.cases import Case, randn

FEATURES, WIDTH = 3, 4
SGD = {"name": "SGD", "lr": 0.1}


def weights(outputs, seed):
    f64 = torch.float64
    return {
        "hidden.weight": randn(WIDTH, FEATURES, seed=seed, dtype=f64),
        "hidden.bias": randn(WIDTH, seed=seed + 1, dtype=f64),
        "out.weight": randn(outputs, WIDTH, seed=seed + 2, dtype=f64),
        "out.bias": randn(outputs, seed=seed + 3, dtype=f64),
        "keep": tensor([1.0, 0.0, 0.0, 1.0], dtype=f64),
    }


def case(name, seed, sizes, optimizer=SGD, outputs=2, public=False, **more):
    """One epoch or more over batches of these sizes."""
    x = randn(sum(sizes), FEATURES, seed=seed + 4, dtype=torch.float64)
    y = randn(sum(sizes), outputs, seed=seed + 5, dtype=torch.float64)
    kwargs = {"x": x, "y": y, "sizes": sizes, "weights": weights(outputs, seed), "optimizer": optimizer, **more}
    return Case(name, "train_epoch", kwargs=kwargs, public=public)


def cases():
    yield case("one batch", 100, [4], public=True)
    yield case("two batches", 200, [3, 3], public=True)
    yield case("a short last batch", 300, [5, 5, 2])
    yield case("a stream", 400, [3, 2], stream=True)
    yield case("after an evaluation", 500, [4, 4], mode="eval")
    yield case("gradients left behind", 600, [3, 3], old_gradients=True)
    yield case("three epochs of Adam", 700, [4, 1], {"name": "Adam", "lr": 0.05}, epochs=3)
    yield case("a frozen layer", 800, [3, 2], frozen=["hidden"])
    yield case("one output", 1100, [3, 2], outputs=1)
    yield case("the ninth decile", 1000, [4, 2], quantile=True)
    yield case("a loss that learns", 900, [3, 3, 3], log_spread=tensor(0.5, dtype=torch.float64))
