"""The values are right, but you cut the table from the graph: it would never learn.
Caught by: two rows"""

import torch.nn.functional as F


def embedding(indices, weight):
    return F.one_hot(indices, len(weight)).to(weight.dtype) @ weight.detach()


def embedding_backward(grad_output, indices, num_embeddings):
    hot = F.one_hot(indices, num_embeddings).to(grad_output.dtype)
    return hot.reshape(-1, num_embeddings).T @ grad_output.reshape(-1, grad_output.shape[-1])
