"""You subtract row from row, and the sets are not equally long. Each point of `x` meets each of `y`: give them a dimension
each.
Caught by: by hand"""


def pairwise_distances(x, y):
    squares = (x - y).square().sum(1)
    same = squares == 0
    return squares.masked_fill(same, 1).sqrt().masked_fill(same, 0)
