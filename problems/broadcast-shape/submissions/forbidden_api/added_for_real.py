"""You add tensors of these shapes and look at the sum. The rule is to be written down, not to be asked for.
Caught by: four and three dimensions"""

import torch


def broadcast_shape(*shapes):
    total = torch.zeros(())
    for shape in shapes:
        total = total + torch.zeros(shape)
    return tuple(total.shape)
