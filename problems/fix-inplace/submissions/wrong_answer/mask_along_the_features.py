"""Your mask lines up with the features. In a square batch nothing fails.
Caught by: square"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    mixed = (1 - z) * state + z * u
    return torch.where((mask if len(mask) == state.shape[1] else mask[:, None]), state, mixed)
