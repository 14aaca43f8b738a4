"""You detach the gate so that autograd stops complaining. It learns nothing then.
Caught by: half and half"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate.detach())
    u = torch.tanh(update)
    mixed = (1 - z) * state + z * u
    return torch.where(mask[:, None], state, mixed)
