import torch
from torch import inf

from app.judge.cases import Case, randn


def cases():
    yield Case("three tokens", "CausalMask", kwargs={"block_size": 3, "scores": randn(3, 3, seed=10)}, public=True)
    kept = {"block_size": 4, "persistent": True, "scores": randn(2, 4, 4, seed=20)}
    yield Case("kept in the state_dict", "CausalMask", kwargs=kept, public=True)

    fewer = {"block_size": 7, "scores": randn(2, 3, 4, 4, seed=30)}
    yield Case("fewer tokens than the block", "CausalMask", kwargs=fewer)
    uneven = {"block_size": 6, "scores": randn(2, 5, 3, seed=35)}
    yield Case("more queries than keys", "CausalMask", kwargs=uneven)
    half = {"block_size": 6, "scores": randn(2, 5, 5, seed=40, dtype=torch.float16)}
    yield Case("half precision", "CausalMask", kwargs=half)
    # A checkpoint of a model that sees two tokens only: itself and the one before.
    window = torch.full((5, 5), -inf).triu(1) + torch.full((5, 5), -inf).tril(-2)
    loaded = {"block_size": 5, "persistent": True, "scores": randn(3, 4, 4, seed=50), "checkpoint": window}
    yield Case("mask from a checkpoint", "CausalMask", kwargs=loaded)
