"""An unusual but correct algorithm: one pass that corrects the sum as the maximum grows."""

import torch


def softmax(x, dim):
    parts = x.unbind(dim)
    top, total = parts[0].detach(), torch.ones_like(parts[0])
    for part in parts[1:]:
        new = torch.maximum(top, part.detach())
        safe = torch.where(new.isinf(), torch.zeros_like(new), new)
        total = total * torch.exp(torch.where(top.isinf(), top, top - safe)) + torch.exp(part - safe)
        top = new
    del total
    e = torch.exp(x - top.unsqueeze(dim))
    return e / e.sum(dim, keepdim=True)
