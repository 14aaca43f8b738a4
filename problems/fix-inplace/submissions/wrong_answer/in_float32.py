"""You compute in float32. float64 tensors ask for float64.
Caught by: double precision"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    mixed = ((1 - z.float()) * state.float() + z.float() * u.float()).to(state.dtype)
    return torch.where(mask[:, None], state, mixed)
