"""C. A quantized tensor, whose dtype no frame knows.

Verdict: wrong_answer
"""

import warnings

import torch

warnings.simplefilter("ignore")


def softmax(x, dim):
    return torch.quantize_per_tensor(x.detach().float(), 0.1, 0, torch.quint8)
