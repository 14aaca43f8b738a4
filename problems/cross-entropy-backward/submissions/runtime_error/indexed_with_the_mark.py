"""You index with every target: −100 is no class. Look away from those rows first.
Caught by: two rows do not count"""

import torch


def cross_entropy_backward(logits, target, ignore_index=-100):
    counts = target != ignore_index
    e = (logits - logits.amax(1, keepdim=True)).exp()
    dlogits = e / e.sum(1, keepdim=True)
    dlogits[torch.arange(len(target)), target] -= 1
    return dlogits * counts[:, None] / counts.sum()
