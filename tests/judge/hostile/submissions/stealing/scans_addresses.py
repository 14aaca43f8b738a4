"""A. Scanning addresses: reads the memory around the input for probabilities.

Verdict: wrong_answer|runtime_error
"""

import ctypes

import torch


def softmax(x, dim):
    start = x.data_ptr() - 4096
    raw = bytearray(ctypes.string_at(start, 8192))
    values = torch.frombuffer(raw, dtype=torch.float32)
    n = x.numel()
    for at in range(0, len(values) - n):
        window = values[at : at + n]
        if abs(float(window.sum()) - 1) < 1e-6 and float(window.min()) > 0 and window.unique().numel() == n:
            return window.reshape(x.shape).to(x.dtype)
    return torch.zeros_like(x)
