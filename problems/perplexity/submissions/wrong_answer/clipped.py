"""You clip the probabilities before the logarithm. A surprise then costs no more than the clip allows: take
log_softmax.
Caught by: confident logits"""

import torch


def perplexity(batches):
    total, count = 0.0, 0
    for logits, tokens, lengths in batches:
        predicted = torch.arange(1, tokens.shape[1], device=tokens.device) < lengths[:, None]
        rows, targets = logits[:, :-1][predicted], tokens[:, 1:][predicted]
        total -= rows.double().softmax(1).clamp(min=1e-8).log().gather(1, targets.unsqueeze(1)).sum()
        count += len(targets)
    return torch.exp(total / count).item()
