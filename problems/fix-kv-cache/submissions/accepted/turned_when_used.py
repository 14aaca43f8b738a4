"""The cache holds keys as they were projected; all of them are turned in every call, as complex numbers."""

import torch
import torch.nn.functional as F


def rotate(t, positions):
    pairs = torch.view_as_complex(t.unflatten(-1, (-1, 2)).contiguous())
    theta = 10000.0 ** -torch.linspace(0, 1, pairs.shape[-1] + 1, dtype=t.dtype, device=t.device)[:-1]
    angle = torch.outer(positions.to(t.dtype), theta)
    return torch.view_as_real(pairs * torch.polar(torch.ones_like(angle), angle)).flatten(-2)


def attend(x, w_qkv, w_out, heads, cache=None):
    q, k, v = (x @ w_qkv).unflatten(-1, (3, heads, -1)).permute(2, 0, 3, 1, 4)
    if cache:
        k, v = torch.cat([cache[0], k], -2), torch.cat([cache[1], v], -2)
    positions = torch.arange(k.shape[-2], device=x.device)
    ours = positions[-x.shape[1] :]
    visible = positions <= ours[:, None]
    out = F.scaled_dot_product_attention(rotate(q, ours), rotate(k, positions), v, attn_mask=visible)
    return out.permute(0, 2, 1, 3).flatten(2) @ w_out, (k, v)
