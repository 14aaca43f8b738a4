"""One text after the other, cut to its length: what is not there need not be masked."""

import math

import torch


def surprises(logits, text):
    """-log p of each token but the first."""
    logits = logits.float()
    picked = logits.gather(1, text.unsqueeze(1)).squeeze(1)
    return (torch.logsumexp(logits, 1) - picked).tolist()


def perplexity(batches):
    costs = []
    for logits, tokens, lengths in batches:
        for i, length in enumerate(lengths):
            costs += surprises(logits[i, : length - 1], tokens[i, 1:length])
    try:
        return math.exp(math.fsum(costs) / len(costs))
    except OverflowError:
        return math.inf
