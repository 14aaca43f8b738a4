"""You multiply one gradient by the number of occurrences. Each occurrence has a gradient of its own: add them.
Caught by: a row used twice"""


def embedding(indices, weight):
    return weight[indices]


def embedding_backward(grad_output, indices, num_embeddings):
    rows = grad_output.reshape(-1, grad_output.shape[-1])
    grad_weight = rows.new_zeros(num_embeddings, rows.shape[1])
    flat = indices.flatten()
    grad_weight[flat] = rows
    return grad_weight * flat.bincount(minlength=num_embeddings)[:, None]
