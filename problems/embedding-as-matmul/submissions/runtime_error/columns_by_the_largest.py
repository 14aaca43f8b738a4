"""You let one_hot choose the number of columns. It takes the largest token of this batch, and the table has more
rows.
Caught by: a batch"""

import torch.nn.functional as F


def embedding(indices, weight):
    return F.one_hot(indices).to(weight.dtype) @ weight


def embedding_backward(grad_output, indices, num_embeddings):
    hot = F.one_hot(indices, num_embeddings).to(grad_output.dtype)
    return hot.reshape(-1, num_embeddings).T @ grad_output.reshape(-1, grad_output.shape[-1])
