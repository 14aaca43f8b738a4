import torch
from torch import tensor

from app.judge.cases import Case, randn


def drawn(rows, n, seed, mask, dtype=torch.float32):
    return (*(randn(rows, n, seed=seed + i, dtype=dtype) for i in range(3)), tensor(mask))


def cases():
    by_hand = tensor([[2.0], [2.0]]), tensor([[0.0], [0.0]]), tensor([[0.0], [0.0]]), tensor([False, True])

    yield Case("half and half", "gated_update", by_hand, public=True)
    yield Case("nobody has ended", "gated_update", drawn(2, 3, 1, [False, False]), public=True)
    yield Case("some have ended", "gated_update", drawn(4, 3, 10, [True, False, True, False]))
    yield Case("square", "gated_update", drawn(3, 3, 20, [False, True, False]))
    yield Case("all have ended", "gated_update", drawn(2, 4, 30, [True, True]))
    yield Case("double precision", "gated_update", drawn(3, 2, 40, [False, False, True], torch.float64))
