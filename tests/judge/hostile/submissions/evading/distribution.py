"""H. The library call instead of the work: a categorical distribution turns logits into probabilities.

Verdict: forbidden_api
"""

import torch


def softmax(x, dim):
    return torch.distributions.Categorical(logits=x.movedim(dim, -1)).probs.movedim(-1, dim)
