"""The distances are right, but all differences exist at once, N·M·D of them. Add up one feature, or fill one row, at a
time.
Caught by: many features"""


def pairwise_distances(x, y):
    squares = (x[:, None] - y).square().sum(2)
    same = squares == 0
    return squares.masked_fill(same, 1).sqrt().masked_fill(same, 0)
