"""C. An object whose class is called Tensor, and which says that its class is torch's.

Verdict: wrong_answer|runtime_error
"""

import torch


class Tensor:
    shape = torch.Size((2,))
    dtype = torch.float32
    requires_grad = True
    __module__ = "torch"
    __class__ = torch.Tensor

    def is_floating_point(self):
        return True


def softmax(x, dim):
    return Tensor()
