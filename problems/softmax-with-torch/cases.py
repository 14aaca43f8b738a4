import torch
from torch import inf, tensor

from app.judge.cases import Case, randint, randn


def cases():
    by_hand = tensor([[0.0, 0.6931], [0.6931, 0.6931]])
    half = torch.float16

    yield Case("columns", "softmax", (by_hand, 0), public=True)
    yield Case("a batch of three classes", "class_probabilities", (randn(2, 3, seed=1),), public=True)
    yield Case("a sequence", "class_probabilities", (randn(2, 3, 4, seed=2),), public=True)
    yield Case("last of three", "softmax", (randn(2, 3, 4, seed=3), -1))
    yield Case("middle of four", "softmax", (randn(2, 3, 4, 5, seed=4), -2))
    yield Case("huge and masked scores", "softmax", (tensor([[1e4, 1e4 - 1, -inf], [-1e4, -inf, 2 - 1e4]]), 1))
    yield Case("half precision computed in single", "softmax", (randn(3, 5, seed=5, dtype=half), 1, torch.float32))
    yield Case("computed in double", "softmax", (randn(3, 4, seed=6), 0), {"dtype": torch.float64})
    yield Case("whole numbers", "softmax", (randint(-4, 5, (3, 4), seed=7), 1, torch.float32), gradients=())
    yield Case("half precision", "softmax", (randn(4, 6, seed=8, dtype=half), -2))
    yield Case("no scores in a slice", "softmax", (randn(3, 0, seed=13), 1))
    yield Case("one example", "class_probabilities", (randn(5, seed=9),))
    yield Case("a batch of one", "class_probabilities", (randn(1, 4, 1, seed=10, dtype=torch.float64),))
    yield Case("images", "class_probabilities", (randn(2, 3, 4, 5, seed=11),))
    yield Case("an empty batch", "class_probabilities", (randn(0, 3, 4, seed=12),))
