"""You sum over the first sequence and forget the others. All places that looked a row up count.
Caught by: backward of a batch"""


def embedding(indices, weight):
    return weight[indices]


def embedding_backward(grad_output, indices, num_embeddings):
    while indices.dim() > 1:
        grad_output, indices = grad_output[0], indices[0]
    rows = grad_output.reshape(-1, grad_output.shape[-1])
    grad_weight = rows.new_zeros(num_embeddings, rows.shape[1])
    return grad_weight.index_add_(0, indices.flatten(), rows)
