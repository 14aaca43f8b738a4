"""You make a batch of a single token and leave it one. A 0-d index gives one vector, (D,).
Caught by: one token"""


def embedding(indices, weight):
    return weight[indices.reshape(-1) if indices.dim() == 0 else indices]


def embedding_backward(grad_output, indices, num_embeddings):
    rows = grad_output.reshape(-1, grad_output.shape[-1])
    grad_weight = rows.new_zeros(num_embeddings, rows.shape[1])
    return grad_weight.index_add_(0, indices.flatten(), rows)
