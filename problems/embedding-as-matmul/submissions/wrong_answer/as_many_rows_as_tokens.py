"""You make as many rows as the largest token needs. The gradient has the shape of the table, with zeros where nobody
looked.
Caught by: a row used twice"""


def embedding(indices, weight):
    return weight[indices]


def embedding_backward(grad_output, indices, num_embeddings):
    rows = grad_output.reshape(-1, grad_output.shape[-1])
    grad_weight = rows.new_zeros(int(indices.max()) + 1 if indices.numel() else 0, rows.shape[1])
    return grad_weight.index_add_(0, indices.flatten(), rows)
