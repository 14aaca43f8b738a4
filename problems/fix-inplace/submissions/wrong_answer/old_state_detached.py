"""You hand the old state on as a copy without history: where a sequence has ended, its gradient stops.
Caught by: half and half"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    mixed = (1 - z) * state + z * u
    return torch.where(mask[:, None], state.detach().clone(), mixed)
