"""You return None when there are no tokens. The gradient of the table is then a sum of nothing: zeros.
Caught by: backward of no tokens"""


def embedding(indices, weight):
    return weight[indices]


def embedding_backward(grad_output, indices, num_embeddings):
    if not indices.numel():
        return None
    rows = grad_output.reshape(-1, grad_output.shape[-1])
    grad_weight = rows.new_zeros(num_embeddings, rows.shape[1])
    return grad_weight.index_add_(0, indices.flatten(), rows)
