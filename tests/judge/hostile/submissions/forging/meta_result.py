"""C. A tensor on the meta device: a shape without numbers.

Verdict: wrong_answer|runtime_error
"""

import torch


def softmax(x, dim):
    return torch.empty(x.shape, dtype=x.dtype, device="meta")
