"""You give probabilities to `F.cross_entropy`. It takes logits, and puts a softmax over them: everything moves together.
Caught by: by hand"""

import torch.nn.functional as F


def nll(probs, target, eps=1e-7):
    p = probs.clamp(min=eps).flatten(0, -2)
    return F.cross_entropy(p, target.flatten())


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
