"""You compute in float32, which is wise for half precision, and return float32. A gradient has the dtype of the tensor
it belongs to.
Caught by: half precision"""

import torch


def softmax_backward(grad_output, x, dim):
    if x.dtype in (torch.float16, torch.bfloat16):
        grad_output, x = grad_output.float(), x.float()
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
