"""`sum_to_size` is the answer. You are here to write it.
Caught by: a bias"""


import torch


def unbroadcast(grad, shape):
    return torch.Tensor.sum_to_size(grad, shape)
