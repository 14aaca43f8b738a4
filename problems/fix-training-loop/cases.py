import torch

from app.judge.cases import Case, rand, randint, randn


def weights(features, width, classes, seed):
    """A classifier with running statistics that differ from those of any batch."""
    f64 = torch.float64
    return {
        "hidden.weight": randn(width, features, seed=seed, dtype=f64),
        "hidden.bias": randn(width, seed=seed + 1, dtype=f64),
        "norm.weight": rand(width, seed=seed + 2, dtype=f64, low=0.5, high=1.5),
        "norm.bias": randn(width, seed=seed + 3, dtype=f64),
        "norm.running_mean": randn(width, seed=seed + 4, dtype=f64),
        "norm.running_var": rand(width, seed=seed + 5, dtype=f64, low=0.5, high=3.0),
        "out.weight": randn(classes, width, seed=seed + 6, dtype=f64),
        "out.bias": randn(classes, seed=seed + 7, dtype=f64),
    }


def data(split, batches, features, classes, seed):
    count = sum(batches)
    return {
        f"{split}_x": randn(count, features, seed=seed, dtype=torch.float64),
        f"{split}_y": randint(0, classes, (count,), seed + 1),
        f"{split}_batches": batches,
    }


def case(name, steps, seed, train=None, valid=None, sizes=(3, 5, 4), mode="train", lr=0.2, public=False, **more):
    """`sizes` are features, width and classes; `train` and `valid` are lists of batch sizes."""
    features, _, classes = sizes
    kwargs = {"steps": steps, "mode": mode, "lr": lr, "weights": weights(*sizes, seed=seed), **more}
    if train:
        kwargs |= data("train", train, features, classes, seed + 8)
    if valid:
        kwargs |= data("valid", valid, features, classes, seed + 10)
    return Case(name, "train_epoch" if "train" in steps else "evaluate", kwargs=kwargs, public=public)


def cases():
    yield case("one batch", ["train"], 100, train=[4], sizes=(2, 3, 2), public=True)
    yield case("two batches", ["train"], 200, train=[4, 4], sizes=(2, 3, 2), public=True)
    yield case("one validation batch", ["evaluate"], 300, valid=[4], sizes=(2, 3, 2), public=True)
    yield case("a short last batch", ["train"], 400, train=[8, 8, 3])
    yield case("a short last validation batch", ["evaluate"], 500, valid=[9, 1])
    yield case("training after evaluation mode", ["train"], 600, train=[5, 6], mode="eval")
    yield case("evaluation in evaluation mode", ["evaluate"], 700, valid=[6, 5], mode="eval")
    yield case("evaluation between two batches", ["evaluate"], 750, valid=[6, 5], old_gradients=True)
    yield case("gradients left behind", ["train"], 800, train=[5, 5], old_gradients=True)
    yield case(
        "three epochs with momentum",
        ["evaluate", "train", "evaluate", "train", "evaluate", "train"],
        900,
        train=[7, 7, 2],
        valid=[6, 4],
        sizes=(4, 6, 3),
        lr=0.05,
        momentum=0.9,
    )
