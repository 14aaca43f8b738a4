"""H. The library call instead of the work: the operator from torch.ops, with a dispatch key put in by hand.

Verdict: forbidden_api
"""

import torch


def softmax(x, dim):
    packet = getattr(torch.ops.aten, "_soft" + "max")
    keys = torch._C.DispatchKeySet(torch._C.DispatchKey.AutogradCPU) | torch._C.DispatchKeySet(torch._C.DispatchKey.CPU)
    return packet.default.redispatch(keys, x, dim, False)
