"""You multiply with the batch in front, so there is one gradient for each sequence. They share the table: add them.
Caught by: backward of a batch"""

import torch.nn.functional as F


def embedding(indices, weight):
    return F.one_hot(indices, len(weight)).to(weight.dtype) @ weight


def embedding_backward(grad_output, indices, num_embeddings):
    hot = F.one_hot(indices, num_embeddings).to(grad_output.dtype)
    if indices.dim() > 1:
        return hot.mT @ grad_output
    return hot.reshape(-1, num_embeddings).T @ grad_output.reshape(-1, grad_output.shape[-1])
