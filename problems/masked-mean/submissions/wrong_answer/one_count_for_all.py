"""You divide every row by the count of the whole batch. Each row has a count of its own.
Caught by: holes"""


def masked_mean(x, mask):
    return x.masked_fill(~mask.unsqueeze(2), 0).sum(1) / mask.sum().clamp(min=1)
