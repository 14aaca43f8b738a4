"""You pair the targets with `arange(N)`. With a batch of sequences there are more dimensions than that.
Caught by: a sequence"""

import torch


def gather_nll(logp, target, ignore_index=-100):
    skip = target == ignore_index
    safe = target.masked_fill(skip, 0)
    if skip.any():
        return (-logp.gather(-1, safe.unsqueeze(-1)).squeeze(-1)).masked_fill(skip, 0)
    return -logp[torch.arange(len(logp)), safe]
