"""You swap the two: z weighs the proposal, 1 − z the old state.
Caught by: half and half"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    mixed = z * state + (1 - z) * u
    return torch.where(mask[:, None], state, mixed)
