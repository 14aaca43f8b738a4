"""You raise 2 to the loss. The loss is in nats, so the base is e; 2 belongs to bits.
Caught by: perplexity by hand"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    p = wide.gather(-1, target.unsqueeze(-1))
    return -p.clamp(min=eps).log().mean().to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return torch.exp2(nll(probs, target, eps))
