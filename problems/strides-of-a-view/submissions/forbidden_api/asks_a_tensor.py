"""You let PyTorch make the view, and ask it. You are here to say the rule.
Caught by: a transposed matrix"""

import torch


def view_of(x):
    return tuple(x.shape), x.stride(), x.storage_offset()


def transposed(view, dim0, dim1):
    return view_of(torch.empty(1000).as_strided(*view).transpose(dim0, dim1))


def sliced(view, dim, start, stop, step):
    index = [slice(None)] * len(view[0])
    index[dim] = slice(start, stop, step)
    return view_of(torch.empty(1000).as_strided(*view)[tuple(index)])


def expanded(view, lengths):
    return view_of(torch.empty(1000).as_strided(*view).expand(lengths))


def unsqueezed(view, dim):
    return view_of(torch.empty(1000).as_strided(*view).unsqueeze(dim))
