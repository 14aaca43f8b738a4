"""C. A tensor subclass whose `__torch_function__` answers every question with yes.

Verdict: wrong_answer
"""

import torch


class Yes(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if func.__name__ in ("allclose", "equal", "isclose", "eq", "__eq__"):
            return torch.tensor(True)
        return super().__torch_function__(func, types, args, kwargs or {})


def softmax(x, dim):
    return (x * 0).as_subclass(Yes)
