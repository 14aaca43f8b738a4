"""You shift by the mean of each slice. One masked logit makes the mean -inf, and -inf - (-inf) is nan; the maximum is
always finite here.
Caught by: masked logits"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.mean(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
