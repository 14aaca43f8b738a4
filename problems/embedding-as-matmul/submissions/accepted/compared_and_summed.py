"""One-hot by comparison with 0, 1, 2, …; the sums by letters."""

import torch


def embedding(indices, weight):
    hot = indices[..., None] == torch.arange(len(weight))
    return torch.einsum("...v,vd->...d", hot.to(weight.dtype), weight)


def embedding_backward(grad_output, indices, num_embeddings):
    hot = indices[..., None] == torch.arange(num_embeddings)
    return torch.einsum("...v,...d->vd", hot.to(grad_output.dtype), grad_output)
