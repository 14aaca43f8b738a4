"""You multiply the log-probabilities by a one-hot. 0 times -inf is nan: pick with gather, or let cross_entropy do
it.
Caught by: a token ruled out"""

import torch
import torch.nn.functional as F


def perplexity(batches):
    total, count = 0.0, 0
    for logits, tokens, lengths in batches:
        predicted = torch.arange(1, tokens.shape[1], device=tokens.device) < lengths[:, None]
        rows, targets = logits[:, :-1][predicted], tokens[:, 1:][predicted]
        total -= (rows.double().log_softmax(1) * F.one_hot(targets, rows.shape[1])).sum()
        count += len(targets)
    return torch.exp(total / count).item()
