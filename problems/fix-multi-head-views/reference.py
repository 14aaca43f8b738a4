"""The oracle: head by head, by slices, in float64."""

import torch


def multi_head_attention(x, w_qkv, w_out, heads):
    width = x.shape[-1]
    size = width // heads
    fused = x.double() @ w_qkv.double()
    outputs = []
    for head in range(heads):
        q, k, v = (fused[..., part * width + head * size :][..., :size] for part in range(3))
        outputs.append(torch.softmax(q @ k.mT / size**0.5, -1) @ v)
    return (torch.cat(outputs, -1) @ w_out.double()).to(x.dtype)
