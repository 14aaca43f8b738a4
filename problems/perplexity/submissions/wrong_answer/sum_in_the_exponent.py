"""You raise e to the sum of the losses. The mean belongs in the exponent.
Caught by: by hand"""

import torch
import torch.nn.functional as F


def perplexity(batches):
    total, count = 0.0, 0
    for logits, tokens, lengths in batches:
        predicted = torch.arange(1, tokens.shape[1], device=tokens.device) < lengths[:, None]
        rows, targets = logits[:, :-1][predicted], tokens[:, 1:][predicted]
        total += F.cross_entropy(rows.double(), targets, reduction="sum")
        count += len(targets)
    return torch.exp(total).item()
