"""D. Entering inference mode for good.

Verdict: accepted|runtime_error|wrong_answer
"""

import torch


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    torch.inference_mode().__enter__()
    return y
