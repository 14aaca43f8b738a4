"""You divide by a count of shape (B,), which lines up with the features. Where B equals D nothing fails.
Caught by: square"""


def masked_mean(x, mask):
    count = mask.sum(1).clamp(min=1)
    total = x.masked_fill(~mask.unsqueeze(2), 0).sum(1)
    return total / count if total.shape[0] == total.shape[1] else total / count.unsqueeze(1)
