"""The oracle: PyTorch's own views, of a tensor that holds no numbers."""

import torch


def tensor_of(view):
    return torch.empty(100_000, device="meta").as_strided(*view)


def view_of(x):
    return tuple(x.shape), x.stride(), x.storage_offset()


def transposed(view, dim0, dim1):
    return view_of(tensor_of(view).transpose(dim0, dim1))


def sliced(view, dim, start, stop, step):
    return view_of(torch.ops.aten.slice.Tensor(tensor_of(view), dim, start, stop, step))


def expanded(view, lengths):
    return view_of(tensor_of(view).expand(lengths))


def unsqueezed(view, dim):
    return view_of(tensor_of(view).unsqueeze(dim))
