"""You take the logarithm of the softmax. A probability that has rounded to 0 has none: log_softmax never forms it.
Caught by: confident logits"""

import torch


def perplexity(batches):
    total, count = 0.0, 0
    for logits, tokens, lengths in batches:
        predicted = torch.arange(1, tokens.shape[1], device=tokens.device) < lengths[:, None]
        rows, targets = logits[:, :-1][predicted], tokens[:, 1:][predicted]
        total -= rows.softmax(1).log().gather(1, targets.unsqueeze(1)).sum()
        count += len(targets)
    return torch.exp(total / count).item()
