"""You stack the rows that a Python loop picked. Without tokens there is nothing to stack; indexing with the whole
tensor has no such corner, and no loop.
Caught by: no tokens"""

import torch


def embedding(indices, weight):
    rows = torch.stack([weight[index] for index in indices.flatten()])
    return rows.reshape(*indices.shape, -1)


def embedding_backward(grad_output, indices, num_embeddings):
    rows = grad_output.reshape(-1, grad_output.shape[-1])
    grad_weight = rows.new_zeros(num_embeddings, rows.shape[1])
    return grad_weight.index_add_(0, indices.flatten(), rows)
