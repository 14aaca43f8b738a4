"""You keep the tokens and project all of them in every call. Keys and values do not change: keep those.
Caught by: token by token"""

import torch


def rotate(t, positions):
    d = t.shape[-1]
    theta = 10000.0 ** (-torch.arange(0, d, 2, dtype=t.dtype, device=t.device) / d)
    angle = positions.to(t.dtype)[:, None] * theta
    even, odd = t[..., 0::2], t[..., 1::2]
    turned = (even * angle.cos() - odd * angle.sin(), even * angle.sin() + odd * angle.cos())
    return torch.stack(turned, dim=-1).flatten(-2)


def attend(x, w_qkv, w_out, heads, cache=None):
    tokens = x if cache is None else torch.cat([cache["tokens"], x], dim=1)
    q, k, v = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (tokens @ w_qkv).chunk(3, dim=-1))
    new = x.shape[1]
    past = tokens.shape[1] - new
    positions = torch.arange(past + new, device=x.device)
    q, k = rotate(q, positions)[:, :, past:], rotate(k, positions)
    later = torch.ones(new, past + new, dtype=torch.bool, device=x.device).triu(past + 1)
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
    out = scores.masked_fill(later, -torch.inf).softmax(-1) @ v
    return out.transpose(1, 2).flatten(2) @ w_out, {"tokens": tokens}
