"""You take the exponentials of the logits as they are. Those of large ones overflow: log_softmax and logsumexp
shift first.
Caught by: confident logits"""

import torch


def perplexity(batches):
    total, count = 0.0, 0
    for logits, tokens, lengths in batches:
        predicted = torch.arange(1, tokens.shape[1], device=tokens.device) < lengths[:, None]
        rows, targets = logits[:, :-1][predicted], tokens[:, 1:][predicted]
        total += (rows.exp().sum(1).log() - rows.gather(1, targets.unsqueeze(1)).squeeze(1)).sum()
        count += len(targets)
    return torch.exp(total / count).item()
