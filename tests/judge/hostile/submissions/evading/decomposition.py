"""H. The library call instead of the work: the decomposition that the compiler would use.

Verdict: forbidden_api
"""

import importlib

import torch


def softmax(x, dim):
    module = importlib.import_module("torch._decomp.decompositions")
    function = getattr(module, "_soft" + "max")
    return getattr(function, "__wrapped__", function)(x, dim, False)
