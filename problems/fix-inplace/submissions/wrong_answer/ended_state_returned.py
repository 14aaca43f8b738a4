"""You return `state` itself where every sequence has ended. The caller now has one tensor under two names: the next step
that writes into the new state writes into the old one, too.
Caught by: all have ended"""

import torch


def gated_update(state, update, gate, mask):
    if mask.all():
        return state
    z = torch.sigmoid(gate)
    mixed = (1 - z) * state + z * torch.tanh(update)
    return torch.where(mask[:, None], state, mixed)
