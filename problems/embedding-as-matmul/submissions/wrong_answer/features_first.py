"""You return (D, N): the table transposed times one-hot columns. The tokens are rows, and their vectors too: one-hot
rows times the table.
Caught by: two rows"""

import torch.nn.functional as F


def embedding(indices, weight):
    return weight.mT @ F.one_hot(indices.reshape(-1), len(weight)).to(weight.dtype).mT


def embedding_backward(grad_output, indices, num_embeddings):
    hot = F.one_hot(indices, num_embeddings).to(grad_output.dtype)
    return hot.reshape(-1, num_embeddings).T @ grad_output.reshape(-1, grad_output.shape[-1])
