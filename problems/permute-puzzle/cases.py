import torch

from app.judge.cases import Case, randint, randn


def cases():
    two = torch.arange(8.0).reshape(2, 2, 1, 2)
    strip = torch.tensor([[[0.0, 1.0, 4.0, 5.0]], [[2.0, 3.0, 6.0, 7.0]]])

    yield Case("channels last", "channels_last", (two,), public=True)
    yield Case("two images in a strip", "film_strip", (two,), public=True)
    yield Case("cut apart again", "cut_strip", (strip, 2), public=True)
    yield Case("a table of columns", "column_table", (two,), public=True)
    yield Case("channels last of larger images", "channels_last", (randn(2, 3, 4, 5, seed=1),))
    yield Case("a longer strip", "film_strip", (randn(3, 2, 4, 5, seed=2),))
    yield Case("a longer strip cut", "cut_strip", (randn(2, 4, 15, seed=3), 3))
    yield Case("a strip of one image", "cut_strip", (randn(3, 4, 5, seed=4, dtype=torch.float64), 1))
    yield Case("a larger table", "column_table", (randn(3, 4, 2, 5, seed=5),))
    yield Case("whole numbers", "column_table", (randint(-9, 10, (2, 3, 5, 4), seed=6),))
