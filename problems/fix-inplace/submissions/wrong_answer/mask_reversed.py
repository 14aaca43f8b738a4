"""You keep the old state where the sequence goes on.
Caught by: half and half"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    mixed = (1 - z) * state + z * u
    return torch.where(mask[:, None], mixed, state)
