"""You flatten the tokens and do not restore their shape. (B, T) becomes (B, T, D).
Caught by: a batch"""

import torch.nn.functional as F


def embedding(indices, weight):
    return F.one_hot(indices.flatten(), len(weight)).to(weight.dtype) @ weight if indices.dim() else weight[indices]


def embedding_backward(grad_output, indices, num_embeddings):
    hot = F.one_hot(indices, num_embeddings).to(grad_output.dtype)
    return hot.reshape(-1, num_embeddings).T @ grad_output.reshape(-1, grad_output.shape[-1])
