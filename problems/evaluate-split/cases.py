import torch

from app.judge.cases import Case, rand, randint, randn


def weights(vocabulary, width, seed):
    """With running statistics that differ from those of any batch."""
    f64 = torch.float64
    return {
        "embed.weight": randn(vocabulary, width, seed=seed, dtype=f64),
        "norm.weight": rand(width, seed=seed + 1, dtype=f64, low=0.5, high=1.5),
        "norm.bias": randn(width, seed=seed + 2, dtype=f64),
        "norm.running_mean": randn(width, seed=seed + 3, dtype=f64),
        "norm.running_var": rand(width, seed=seed + 4, dtype=f64, low=0.5, high=3.0),
        "head.weight": randn(vocabulary, width, seed=seed + 5, dtype=f64),
        "head.bias": randn(vocabulary, seed=seed + 6, dtype=f64),
    }


def case(name, seed, iterations, splits=("train", "val"), mode="train", size=(2, 3), public=False, **more):
    """`size` is (B, T). There are more batches of a split than are asked for."""
    shape = (iterations + 2, *size)
    batches = {
        split: (randint(0, 5, shape, seed + 10 + 2 * i), randint(0, 5, shape, seed + 11 + 2 * i))
        for i, split in enumerate(splits)
    }
    kwargs = {"iterations": iterations, "mode": mode, "batches": batches, "weights": weights(5, 4, seed), **more}
    return Case(name, "estimate_loss", kwargs=kwargs, public=public)


def cases():
    yield case("one batch of each split", 100, 1, public=True)
    yield case("three batches of each split", 200, 3, public=True)
    yield case("in evaluation mode already", 300, 2, mode="eval")
    yield case("a frozen batch norm", 400, 2, frozen=["norm"])
    yield case("gradients that wait", 500, 2, gradients_wait=True)
    yield case("splits of other names", 600, 2, splits=("seen", "unseen", "shifted"))
    yield case("single tokens", 700, 4, size=(1, 1))
