"""You multiply by the mask: nan times 0 is nan. Select instead, with where or masked_fill.
Caught by: padding that is no number"""


def masked_mean(x, mask):
    keep = mask.unsqueeze(2).to(x.dtype)
    return (x * keep).sum(1) / keep.sum(1).clamp(min=1)
