"""You ask PyTorch. You are here to say the rule.
Caught by: four and three dimensions"""

import torch


def broadcast_shape(*shapes):
    try:
        return tuple(torch.broadcast_shapes(*shapes))
    except RuntimeError as error:
        raise ValueError(str(error))
