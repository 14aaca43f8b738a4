"""You multiply the mean of a batch by its number of predictions. Without any the mean is nan, and nan times 0 is
nan: add up sums.
Caught by: a batch that predicts nothing"""

import torch
import torch.nn.functional as F


def perplexity(batches):
    total, count = 0.0, 0
    for logits, tokens, lengths in batches:
        predicted = torch.arange(1, tokens.shape[1], device=tokens.device) < lengths[:, None]
        rows, targets = logits[:, :-1][predicted], tokens[:, 1:][predicted]
        total += F.cross_entropy(rows.double(), targets) * len(targets)
        count += len(targets)
    return torch.exp(total / count).item()
