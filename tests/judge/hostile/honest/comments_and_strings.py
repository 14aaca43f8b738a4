"""Comments, strings and a docstring that name torch.softmax, F.log_softmax and torch.logsumexp."""

import torch

NOTE = "not torch.softmax(x, dim), and not F.softmax either"


def softmax(x, dim):
    """What torch.softmax does; see torch.logsumexp."""  # torch.nn.functional.softmax
    message = f"like {'torch.softmax'}"
    assert message and NOTE
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
