"""Evaluation first; then the mask, and the division where anything is left to divide."""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    kept = x * mask
    return kept if p == 1 else kept / (1 - p)
