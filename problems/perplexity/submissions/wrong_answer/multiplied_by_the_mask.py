"""You multiply the losses by a mask. Where the model has no number for the padding, 0 times nan is nan: select
instead.
Caught by: padding that is no number"""

import torch
import torch.nn.functional as F


def perplexity(batches):
    total, count = 0.0, 0
    for logits, tokens, lengths in batches:
        predicted = torch.arange(1, tokens.shape[1], device=tokens.device) < lengths[:, None]
        rows, targets = logits[:, :-1].flatten(0, 1), tokens[:, 1:].masked_fill(~predicted, 0).flatten()
        total += (F.cross_entropy(rows.double(), targets, reduction="none") * predicted.flatten()).sum()
        count += predicted.sum()
    return torch.exp(total / count).item()
