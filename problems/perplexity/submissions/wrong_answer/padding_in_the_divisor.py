"""You leave the padding out of the sum, but divide by all positions. The more padding, the better your model looks.
Caught by: two texts, padded"""

import torch
import torch.nn.functional as F


def perplexity(batches):
    total, count = 0.0, 0
    for logits, tokens, lengths in batches:
        predicted = torch.arange(1, tokens.shape[1], device=tokens.device) < lengths[:, None]
        rows, targets = logits[:, :-1][predicted], tokens[:, 1:][predicted]
        total += F.cross_entropy(rows.double(), targets, reduction="sum")
        count += tokens[:, 1:].numel()
    return torch.exp(total / count).item()
