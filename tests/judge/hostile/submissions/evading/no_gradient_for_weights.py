"""H. Gradients for x, but not for the weights.

Problem: layernorm
Verdict: wrong_answer
"""


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    centred = x - x.mean(dims, keepdim=True)
    y = centred / (centred.square().mean(dims, keepdim=True) + eps).sqrt()
    y = y if weight is None else y * weight.detach()
    return y if bias is None else y + bias.detach()
