"""You move the centre to the origin, and multiply. With two clusters no centre is close to both, and the products cancel as
before.
Caught by: two clusters"""

import torch


def pairwise_distances(x, y):
    centre = torch.cat([x, y]).mean(0)
    x, y = x - centre, y - centre
    squares = (x.square().sum(1)[:, None] + y.square().sum(1) - 2 * x @ y.T).clamp(min=0)
    same = squares == 0
    return squares.masked_fill(same, 1).sqrt().masked_fill(same, 0)
