"""You flatten the batch and leave it flat. Give the result the shape of the targets.
Caught by: some do not count"""

import torch


def gather_nll(logp, target, ignore_index=-100):
    rows, classes = logp.reshape(-1, logp.shape[-1]), target.reshape(-1)
    skip = classes == ignore_index
    losses = -rows[torch.arange(len(rows)), classes.masked_fill(skip, 0)].masked_fill(skip, 0)
    return losses if target.dim() else losses[0]
