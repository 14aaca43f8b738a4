"""You compute in the dtype of the logits. bfloat16 has three digits, and a sum of many losses fewer: convert first.
Caught by: half the digits"""

import torch
import torch.nn.functional as F


def perplexity(batches):
    total, count = 0.0, 0
    for logits, tokens, lengths in batches:
        predicted = torch.arange(1, tokens.shape[1], device=tokens.device) < lengths[:, None]
        rows, targets = logits[:, :-1][predicted], tokens[:, 1:][predicted]
        total += F.cross_entropy(rows, targets, reduction="sum")
        count += len(targets)
    return torch.exp(total / count).item()
