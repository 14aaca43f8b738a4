"""You write through `.data`: no error any more, and the backward computes with overwritten numbers.
Caught by: nobody has ended"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    v = u * 1
    u.data.mul_(z)
    mixed = (1 - z) * state + z * v + (u - z * v).detach()
    return torch.where(mask[:, None], state, mixed)
