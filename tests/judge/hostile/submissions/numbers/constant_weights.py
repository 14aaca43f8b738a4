"""G. Constant initial weights: scale and shift are taken for one and zero.

Problem: layernorm
Verdict: wrong_answer
"""


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    centred = x - x.mean(dims, keepdim=True)
    return centred / (centred.square().mean(dims, keepdim=True) + eps).sqrt()
