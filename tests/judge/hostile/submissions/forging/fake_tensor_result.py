"""C. A fake tensor, made by the compiler's own machinery.

Verdict: wrong_answer|runtime_error
"""

import torch
from torch._subclasses.fake_tensor import FakeTensorMode


def softmax(x, dim):
    with FakeTensorMode():
        return torch.empty(x.shape, dtype=x.dtype)
