"""You take the mean over all classes, and so divide by C as well. There are N positions.
Caught by: by hand"""

import torch
import torch.nn.functional as F


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    chosen = F.one_hot(target, probs.shape[-1])
    return -(chosen * wide.clamp(min=eps).log()).mean().to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
