import torch
from torch import tensor

from app.judge.cases import Case, randint, randn

IGNORED = -100


def cases():
    by_hand = tensor([[0.0, 0.6931, 1.0986], [0.0, 0.0, 0.0]])  # 1/6, 2/6, 3/6 and thirds
    apart = tensor([[300.0, 299.0, 297.0], [-300.0, -301.0, -303.0]])
    sure = tensor([[0.0, 200.0, 0.0], [200.0, 0.0, 0.0]])
    some = tensor([1, IGNORED, 0, IGNORED, 3])

    yield Case("by hand", "cross_entropy", (by_hand, tensor([2, 0])), public=True)
    yield Case("ignored", "cross_entropy", (randn(4, 3, seed=0), tensor([1, IGNORED, 0, IGNORED])), public=True)
    yield Case(
        "smoothed", "cross_entropy", (randn(2, 5, seed=1), tensor([4, 1])), {"label_smoothing": 0.2}, public=True
    )
    yield Case("smoothed and ignored", "cross_entropy", (randn(5, 4, seed=2), some), {"label_smoothing": 0.3})
    yield Case("kept apart", "cross_entropy", (randn(5, 4, seed=3), some), {"reduction": "none"})
    yield Case("sum", "cross_entropy", (randn(5, 4, seed=4), some), {"reduction": "sum"})
    yield Case("one sample", "cross_entropy", (randn(6, seed=5), tensor(4)), {"reduction": "none"})
    yield Case("mean of one sample", "cross_entropy", (randn(6, seed=12), tensor(1)))
    yield Case(
        "padding is a class",
        "cross_entropy",
        (randn(6, 4, seed=6, dtype=torch.float64), tensor([2, 0, 0, 3, 1, 0])),
        {"ignore_index": 0},
    )
    yield Case("sequence", "cross_entropy", (randn(2, 3, 3, seed=7), randint(0, 3, (2, 3), seed=8)))
    yield Case(
        "images",
        "cross_entropy",
        (randn(2, 4, 3, 2, seed=9), tensor([[[0, 1], [3, 2], [2, 2]], [[-1, 0], [1, -1], [3, 0]]])),
        {"ignore_index": -1, "label_smoothing": 0.1},
    )
    yield Case("far from zero", "cross_entropy", (apart, tensor([1, 2])), {"reduction": "none"})
    yield Case("confidently wrong", "cross_entropy", (sure, tensor([0, 0])))
    lone = tensor([[0, IGNORED, 0]])
    yield Case("one class, one sequence", "cross_entropy", (randn(1, 1, 3, seed=11), lone), {"reduction": "none"})
    yield Case("nothing counts", "cross_entropy", (randn(2, 3, seed=10), tensor([IGNORED, IGNORED])), gradients=())
