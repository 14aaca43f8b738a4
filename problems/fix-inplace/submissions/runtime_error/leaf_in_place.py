"""You still write into `state`. A leaf that requires grad may not be changed in place.
Caught by: half and half"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    mixed = state.mul_(1 - z).add_(z * u)
    return torch.where(mask[:, None], state, mixed)
