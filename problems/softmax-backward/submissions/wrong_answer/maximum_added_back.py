"""You add the maximum back to the logarithm of the sum before subtracting it from x. Beside a logit of 10000, float32
rounds most of that logarithm away; subtract the two separately.
Caught by: far from zero"""

import torch


def softmax_backward(grad_output, x, dim):
    top = x.amax(dim, keepdim=True)
    log_sum = top + torch.log(torch.exp(x - top).sum(dim, keepdim=True))
    y = torch.exp(x - log_sum)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
