import torch

from app.judge.cases import Case, randn


def cases():
    image = torch.arange(16.0).reshape(1, 1, 4, 4)
    patches = torch.arange(16.0).reshape(1, 4, 4)

    yield Case("four patches", "patchify", (image, 2), public=True)
    yield Case("together again", "unpatchify", (patches, 2, 4, 4), public=True)
    yield Case("three channels", "patchify", (randn(2, 3, 4, 4, seed=1), 2))
    yield Case("wide images", "patchify", (randn(2, 3, 4, 10, seed=2), 2))
    yield Case("one patch", "patchify", (randn(2, 3, 5, 5, seed=3), 5))
    yield Case("double precision", "patchify", (randn(1, 2, 6, 3, seed=4, dtype=torch.float64), 3))
    yield Case("three channels again", "unpatchify", (randn(2, 4, 12, seed=5), 2, 4, 4))
    yield Case("wide images again", "unpatchify", (randn(2, 16, 12, seed=6), 2, 4, 16))
    yield Case("one patch again", "unpatchify", (randn(2, 1, 18, seed=7), 3, 3, 3))
    yield Case("double precision again", "unpatchify", (randn(1, 2, 18, seed=8, dtype=torch.float64), 3, 6, 3))
