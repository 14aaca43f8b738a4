"""You raise 2 to a loss in natural logarithms. The base of the power and that of the logarithm have to be the same.
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
    return torch.exp2(total / count).item()
