import torch


def masked_mean(x, mask):
    counts = mask.sum(1)
    shares = torch.where(counts > 0, 1 / counts.double(), 0).to(x.dtype)
    clean = torch.where(mask[..., None], x, 0)
    return torch.einsum("btd,b->bd", clean, shares)
