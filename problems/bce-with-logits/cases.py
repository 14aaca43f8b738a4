import torch
from torch import tensor

from app.judge.cases import Case, rand, randn


def drawn(*shape, seed, dtype=torch.float32):
    return randn(*shape, seed=seed, dtype=dtype, scale=2.0), rand(*shape, seed=seed + 1, dtype=dtype)


def cases():
    x, t = tensor([0.0, 2.0]), tensor([1.0, 0.0])
    far = tensor([[200.0, -200.0, 1000.0], [-1000.0, 95.0, -95.0]]), tensor([[0.0, 1.0, 1.0], [0.0, 0.0, 1.0]])
    sure = tensor([30.0, -30.0, 40.0]), tensor([1.0, 0.0, 1.0])
    weight = tensor([0.5, 3.0, 1.0, 2.0])

    yield Case("by hand", "bce_with_logits", (x, t), public=True)
    yield Case("backward by hand", "bce_with_logits_backward", (x, t), public=True)
    yield Case("soft targets", "bce_with_logits", drawn(3, 4, seed=1))
    yield Case("far out", "bce_with_logits", far)
    yield Case("sure and right", "bce_with_logits", sure)
    yield Case("positive weight", "bce_with_logits", (*drawn(3, 4, seed=3), weight))
    yield Case("double precision", "bce_with_logits", drawn(5, 2, seed=5, dtype=torch.float64))
    yield Case("backward of a batch", "bce_with_logits_backward", drawn(3, 4, seed=7))
    yield Case("backward far out", "bce_with_logits_backward", far)
    yield Case("backward with a weight", "bce_with_logits_backward", (*drawn(3, 4, seed=9), weight))
    yield Case("backward in double", "bce_with_logits_backward", drawn(2, 5, seed=11, dtype=torch.float64))
