"""You average the losses of each text, and then the texts. In a short text each token then counts for more.
Caught by: two texts, padded"""

import torch
import torch.nn.functional as F


def perplexity(batches):
    total, count = 0.0, 0
    for logits, tokens, lengths in batches:
        texts = zip(logits.double(), tokens, lengths, strict=True)
        total += sum(F.cross_entropy(z[: n - 1], text[1:n]) for z, text, n in texts if n > 1)
        count += (lengths > 1).sum()
    return torch.exp(total / count).item()
