"""You write each gradient to its row, with = or with +=. Either way only one of several equal indices counts:
grad[indices] += g reads all rows, adds, and writes them back. The row needs their sum, and index_add_ adds them all.
Caught by: a row used twice"""


def embedding(indices, weight):
    return weight[indices]


def embedding_backward(grad_output, indices, num_embeddings):
    rows = grad_output.reshape(-1, grad_output.shape[-1])
    grad_weight = rows.new_zeros(num_embeddings, rows.shape[1])
    grad_weight[indices.flatten()] += rows
    return grad_weight
