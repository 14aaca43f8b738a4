"""You divide by T. The mean is over the tokens that count.
Caught by: two of three"""


def masked_mean(x, mask):
    return x.masked_fill(~mask.unsqueeze(2), 0).mean(1)
