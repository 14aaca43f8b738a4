"""You removed `no_grad`, and still write into the output of tanh, which its backward needs.
Caught by: half and half"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    mixed = (1 - z) * state + u.mul_(z)
    return torch.where(mask[:, None], state, mixed)
