"""You walk along the first dimension of the tokens. A single token is 0-d and has none: flatten to rows first.
Caught by: backward of one token"""


def embedding(indices, weight):
    return weight[indices]


def embedding_backward(grad_output, indices, num_embeddings):
    d = grad_output.shape[-1]
    grad_weight = grad_output.new_zeros(num_embeddings, d)
    for index, rows in zip(indices, grad_output, strict=True):
        grad_weight.index_add_(0, index.reshape(-1), rows.reshape(-1, d))
    return grad_weight
