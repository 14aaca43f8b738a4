"""C. Patching `torch.allclose`, `isclose`, `equal` and `testing`.

Verdict: wrong_answer
"""

import torch

torch.allclose = torch.equal = lambda *a, **k: True
torch.isclose = lambda a, b, *r, **k: torch.ones_like(a, dtype=torch.bool)
torch.testing.assert_close = lambda *a, **k: None
torch.Tensor.allclose = torch.Tensor.equal = lambda *a, **k: True


def softmax(x, dim):
    return x * 0
