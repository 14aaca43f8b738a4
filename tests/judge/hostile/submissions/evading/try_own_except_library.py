"""H. `try` own code, `except` library.

Verdict: forbidden_api
"""

import torch


def softmax(x, dim):
    try:
        raise ArithmeticError
    except ArithmeticError:
        return getattr(torch, "SOFTMAX".lower())(x, dim)
