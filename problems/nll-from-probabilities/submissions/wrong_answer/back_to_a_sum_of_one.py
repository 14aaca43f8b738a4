"""You divide by the sum after clipping. The other classes then share in the gradient, and probabilities
above ε are no longer what they were.
Caught by: by hand"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32)).clamp(min=eps)
    p = (wide / wide.sum(-1, keepdim=True)).gather(-1, target.unsqueeze(-1))
    return -p.log().mean().to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
