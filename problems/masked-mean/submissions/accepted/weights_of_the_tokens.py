import torch


def masked_mean(x, mask):
    keep = mask.to(x.dtype)
    counts = torch.maximum(keep.sum(1), torch.ones(len(keep), dtype=x.dtype))
    clean = torch.where(mask[..., None], x, torch.zeros_like(x))
    return torch.einsum("btd,bt->bd", clean, keep / counts[:, None])
