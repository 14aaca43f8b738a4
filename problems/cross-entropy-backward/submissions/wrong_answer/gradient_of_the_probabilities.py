"""You stop at the probabilities: −1/p at the target is the gradient there. It still has to pass through the softmax.
Caught by: by hand"""

import torch


def cross_entropy_backward(logits, target, ignore_index=-100):
    counts = target != ignore_index
    e = (logits - logits.amax(1, keepdim=True)).exp()
    p = e / e.sum(1, keepdim=True)
    dp = torch.zeros_like(p)
    dp[counts, target[counts]] = -1 / p[counts, target[counts]]
    return dp / counts.sum()
