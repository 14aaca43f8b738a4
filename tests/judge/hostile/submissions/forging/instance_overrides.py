"""C. Instance-level overrides on a plain tensor: it lies about its size, its layout and its address.

Verdict: wrong_answer|runtime_error
"""

import torch


def softmax(x, dim):
    y = torch.zeros_like(x)
    y.is_contiguous = lambda *a, **k: True
    y.numel = lambda: 1 << 40
    y.element_size = lambda: 1 << 20
    y.data_ptr = lambda: 16
    y.contiguous = y.cpu = lambda *a, **k: "no tensor"
    y.isclose = y.allclose = y.equal = lambda *a, **k: True
    return y
