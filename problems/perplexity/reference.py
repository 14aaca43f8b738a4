"""The oracle: all predictions of all texts in one matrix, in float64, and PyTorch's own cross-entropy on that."""

import torch
import torch.nn.functional as F


def perplexity(batches):
    rows, targets = [], []
    for logits, tokens, lengths in batches:
        for text_logits, text, length in zip(logits, tokens, lengths.tolist(), strict=True):
            rows.append(text_logits[: length - 1].double())
            targets.append(text[1:length])
    return F.cross_entropy(torch.cat(rows), torch.cat(targets)).exp().item()
