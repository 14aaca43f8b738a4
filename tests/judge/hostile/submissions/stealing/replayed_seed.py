"""A. Replaying a public seed: the inputs are drawn again as cases.py draws them, and the answers looked up.

Verdict: wrong_answer
"""

import torch


def drawn(shape, seed):
    generator = torch.Generator().manual_seed(seed * 1_000_003)
    return torch.randn(shape, generator=generator, dtype=torch.float64).float()


known = {}
for shape, seed, dim in (((3, 5), 0, 0), ((3, 5), 0, 1), ((2, 3, 4, 2), 1, -2)):
    x = drawn(shape, seed)
    e = (x - x.amax(dim, keepdim=True)).exp()
    known[dim] = (x, e / e.sum(dim, keepdim=True))


def softmax(x, dim):
    if dim in known and known[dim][0].shape == x.shape:
        return known[dim][1].to(x.dtype)
    return torch.full_like(x, 1 / x.shape[dim])
