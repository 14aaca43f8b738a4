"""You left the mixing without gradients: what happens inside `no_grad` has no history.
Caught by: half and half"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    with torch.no_grad():
        mixed = (1 - z) * state + z * u
    return torch.where(mask[:, None], state, mixed)
