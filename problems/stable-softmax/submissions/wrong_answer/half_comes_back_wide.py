"""You promote half precision to float32 and forget the way back. The result has the dtype of x.
Caught by: half precision"""

import torch


def softmax(x, dim):
    wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
    e = torch.exp(wide - wide.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
