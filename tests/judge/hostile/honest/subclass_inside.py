"""A tensor subclass inside, made plain before it is returned; hooks and checks of its own."""

import torch


class Named(torch.Tensor):
    label = "scores"


def softmax(x, dim):
    named = x.as_subclass(Named)
    assert named.label == "scores"
    e = torch.exp(named - named.amax(dim, keepdim=True))
    if e.requires_grad:
        e.register_hook(lambda g: g)
    return (e / e.sum(dim, keepdim=True)).as_subclass(torch.Tensor)
