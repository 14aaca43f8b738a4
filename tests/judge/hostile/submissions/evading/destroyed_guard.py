"""D. Patching the harness: the object that holds the replaced operators is found and destroyed.

Verdict: forbidden_api
"""

import gc

import torch

for thing in gc.get_objects():
    if type(thing).__name__ == "Library":
        thing._destroy()


def softmax(x, dim):
    return getattr(torch, "soft" + "max")(x, dim)
