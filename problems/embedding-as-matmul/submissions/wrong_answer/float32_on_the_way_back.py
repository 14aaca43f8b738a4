"""You collect the sums in float32. A float64 gradient loses half of its digits.
Caught by: backward in double precision"""


def embedding(indices, weight):
    return weight[indices]


def embedding_backward(grad_output, indices, num_embeddings):
    rows = grad_output.reshape(-1, grad_output.shape[-1])
    grad_weight = rows.new_zeros(num_embeddings, rows.shape[1]).float()
    return grad_weight.index_add_(0, indices.flatten(), rows.float()).to(rows.dtype)
