"""You average one sentence after the other and stack the results. An empty batch, as the last worker of a sharded run gets
it, leaves nothing to stack. Let the batch be a dimension of the sum, whatever its size.
Caught by: holes"""

import torch


def masked_mean(x, mask):
    return torch.stack([row[keep].sum(0) / keep.sum().clamp(min=1) for row, keep in zip(x, mask)])
