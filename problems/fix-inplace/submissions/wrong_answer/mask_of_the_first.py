"""You look at the first entry of the mask alone.
Caught by: some have ended"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    mixed = (1 - z) * state + z * u
    return torch.where((mask[:, None] if len(mask) < 4 else mask[:1, None]), state, mixed)
