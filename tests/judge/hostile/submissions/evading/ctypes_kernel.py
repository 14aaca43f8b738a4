"""H. The library call instead of the work: the library's C++ function is called by its mangled name through ctypes.

Verdict: forbidden_api|runtime_error|accepted
"""

import ctypes

import torch


def softmax(x, dim):
    handle = ctypes.CDLL(None)
    function = getattr(handle, "_ZN2at7softmaxERKNS_6TensorElN3c108optionalINS3_10ScalarTypeEEE")
    return function(x, dim)
