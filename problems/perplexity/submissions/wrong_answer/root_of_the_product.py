"""You multiply the probabilities of a text and take the root. In a long text the product rounds to 0: add
logarithms.
Caught by: a long text"""

import torch


def perplexity(batches):
    product, count = 1.0, 0
    for logits, tokens, lengths in batches:
        predicted = torch.arange(1, tokens.shape[1], device=tokens.device) < lengths[:, None]
        rows, targets = logits[:, :-1][predicted], tokens[:, 1:][predicted]
        product *= rows.double().softmax(1).gather(1, targets.unsqueeze(1)).prod()
        count += len(targets)
    return (product ** (-1 / count)).item()
