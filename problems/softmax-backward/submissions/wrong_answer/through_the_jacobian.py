"""You build the whole Jacobian of every slice and contract it with the cotangent. The result is right, for n times the
memory: work out what the sum comes to, and the matrix is gone.
Caught by: a long row"""

import torch


def softmax_backward(grad_output, x, dim):
    g, logits = grad_output.movedim(dim, -1), x.movedim(dim, -1)
    e = torch.exp(logits - logits.amax(-1, keepdim=True))
    y = e / e.sum(-1, keepdim=True)
    jacobian = torch.diag_embed(y) - torch.einsum("...i,...j->...ij", y, y)
    return torch.einsum("...j,...ji->...i", g, jacobian).movedim(-1, dim)
