"""You assign the gradients to their rows. When a token occurs twice the second overwrites the first; the row needs
their sum.
Caught by: a row used twice"""


def embedding(indices, weight):
    return weight[indices]


def embedding_backward(grad_output, indices, num_embeddings):
    rows = grad_output.reshape(-1, grad_output.shape[-1])
    grad_weight = rows.new_zeros(num_embeddings, rows.shape[1])
    grad_weight[indices.flatten()] = rows
    return grad_weight
