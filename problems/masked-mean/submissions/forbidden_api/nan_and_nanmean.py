"""You mark the padding with nan and let nanmean look away. A nan in a real token would vanish as well.
Caught by: two of three"""

import torch


def masked_mean(x, mask):
    return torch.nanmean(x.masked_fill(~mask.unsqueeze(2), torch.nan), dim=1).nan_to_num(nan=0.0)
