"""You use the last row of the mask for all new tokens: each of them sees all the others, those after it too.
Caught by: a prompt"""

import torch


def rotate(t, positions):
    d = t.shape[-1]
    theta = 10000.0 ** (-torch.arange(0, d, 2, dtype=t.dtype, device=t.device) / d)
    angle = positions.to(t.dtype)[:, None] * theta
    even, odd = t[..., 0::2], t[..., 1::2]
    turned = (even * angle.cos() - odd * angle.sin(), even * angle.sin() + odd * angle.cos())
    return torch.stack(turned, dim=-1).flatten(-2)


def attend(x, w_qkv, w_out, heads, cache=None):
    q, k, v = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (x @ w_qkv).chunk(3, dim=-1))
    new = x.shape[1]
    past = 0 if cache is None else cache["k"].shape[2]
    positions = torch.arange(past, past + new, device=x.device)
    q, k = rotate(q, positions), rotate(k, positions)
    if cache is not None:
        k = torch.cat([cache["k"], k], dim=2)
        v = torch.cat([cache["v"], v], dim=2)
    later = torch.ones(new, past + new, dtype=torch.bool, device=x.device).triu(past + 1)[-1:]
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
    out = scores.masked_fill(later, -torch.inf).softmax(-1) @ v
    return out.transpose(1, 2).flatten(2) @ w_out, {"k": k, "v": v}
