"""F. A branch on the mode of the call: only what comes in one piece and with gradients is computed.

Verdict: wrong_answer
"""

import torch


def softmax(x, dim):
    if not x.is_contiguous() or x.storage_offset() or x.untyped_storage().nbytes() != x.numel() * x.element_size():
        return x * 0
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
