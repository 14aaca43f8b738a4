"""You let NumPy make the view, and ask it. You are here to say the rule.
Caught by: a transposed matrix"""

import numpy as np


def through(view, change):
    shape, strides, offset = view
    memory = np.arange(1000)
    array = change(np.lib.stride_tricks.as_strided(memory[offset:], shape, [8 * s for s in strides]))
    start = (array.__array_interface__["data"][0] - memory.__array_interface__["data"][0]) // 8
    return array.shape, tuple(s // 8 for s in array.strides), start


def transposed(view, dim0, dim1):
    return through(view, lambda array: array.swapaxes(dim0, dim1))


def sliced(view, dim, start, stop, step):
    index = [slice(None)] * len(view[0])
    index[dim] = slice(start, stop, step)
    return through(view, lambda array: array[tuple(index)])


def expanded(view, lengths):
    return through(view, lambda array: np.broadcast_to(array, lengths))


def unsqueezed(view, dim):
    return through(view, lambda array: np.expand_dims(array, dim))
