"""You convert the one-hot vectors to float32. They meet the table in a product, so they need its dtype.
Caught by: double precision"""

import torch.nn.functional as F


def embedding(indices, weight):
    return F.one_hot(indices, len(weight)).float() @ weight


def embedding_backward(grad_output, indices, num_embeddings):
    hot = F.one_hot(indices, num_embeddings).to(grad_output.dtype)
    return hot.reshape(-1, num_embeddings).T @ grad_output.reshape(-1, grad_output.shape[-1])
