"""You still write into the caller's state.
Caught by: half and half"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    mixed = (1 - z) * state + z * u
    with torch.no_grad():
        old = state.clone()
        state.copy_(mixed)
    return mixed + torch.where(mask[:, None], old - mixed.detach(), 0 * mixed)
