"""You average over the occurrences of a token. A row collects the sum of all gradients that reach it.
Caught by: a row used twice"""


def embedding(indices, weight):
    return weight[indices]


def embedding_backward(grad_output, indices, num_embeddings):
    rows = grad_output.reshape(-1, grad_output.shape[-1])
    grad_weight = rows.new_zeros(num_embeddings, rows.shape[1])
    flat = indices.flatten()
    count = flat.bincount(minlength=num_embeddings).clamp(min=1)
    return grad_weight.index_add_(0, flat, rows) / count[:, None]
