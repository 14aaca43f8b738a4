"""You multiply what one_hot returns, int64, with a float table. Convert it first.
Caught by: two rows"""

import torch.nn.functional as F


def embedding(indices, weight):
    return F.one_hot(indices, len(weight)) @ weight


def embedding_backward(grad_output, indices, num_embeddings):
    hot = F.one_hot(indices, num_embeddings).to(grad_output.dtype)
    return hot.reshape(-1, num_embeddings).T @ grad_output.reshape(-1, grad_output.shape[-1])
