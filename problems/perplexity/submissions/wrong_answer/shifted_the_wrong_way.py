"""You compare the logits with the token before theirs. They say what comes after it: the logits lose their last
position, the tokens their first.
Caught by: by hand"""

import torch
import torch.nn.functional as F


def perplexity(batches):
    total, count = 0.0, 0
    for logits, tokens, lengths in batches:
        predicted = torch.arange(1, tokens.shape[1], device=tokens.device) < lengths[:, None]
        rows, targets = logits[:, 1:][predicted], tokens[:, :-1][predicted]
        total += F.cross_entropy(rows.double(), targets, reduction="sum")
        count += len(targets)
    return torch.exp(total / count).item()
