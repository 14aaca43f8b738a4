"""C. A tensor wrapped by functorch: neither a subclass nor plain.

Verdict: wrong_answer|runtime_error
"""

import torch

level = torch._C._functorch._vmap_increment_nesting(2, "error")


def softmax(x, dim):
    return torch._C._functorch._add_batch_dim(torch.zeros(2, *x.shape), 0, level)
