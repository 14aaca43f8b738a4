"""The oracle: keys are never turned. Pairs of features are complex numbers, and a score turns by the distance."""

import torch


def attend(x, w_qkv, w_out, heads, cache=None):
    q, k, v = (x @ w_qkv).unflatten(-1, (3, heads, -1)).unbind(2)  # each (B, T_new, h, d)
    seen = [*(cache or []), *zip(k.unbind(1), v.unbind(1), strict=True)]
    first, d = len(seen) - x.shape[1], q.shape[-1]
    theta = 10000.0 ** (-torch.arange(0, d, 2, dtype=x.dtype, device=x.device) / d)
    outputs = []
    for position, query in enumerate(q.unbind(1), start=first):
        scores = [
            turned(query, key, (position - s) * theta) / d**0.5 for s, (key, _) in enumerate(seen[: position + 1])
        ]
        weights = torch.softmax(torch.stack(scores), 0)
        values = torch.stack([value for _, value in seen[: position + 1]])
        outputs.append((weights[..., None] * values).sum(0).flatten(1))
    return torch.stack(outputs, 1) @ w_out, seen


def turned(query, key, angle):
    """The real part of q · conj(k) · exp(i · angle), summed over the pairs: (B, h)."""
    (a, b), (c, d) = (t.unflatten(-1, (-1, 2)).unbind(-1) for t in (query, key))
    return ((a * c + b * d) * torch.cos(angle) + (a * d - b * c) * torch.sin(angle)).sum(-1)
