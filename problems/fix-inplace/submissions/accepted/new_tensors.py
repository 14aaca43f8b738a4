import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    mixed = (1 - z) * state + z * u
    return torch.where(mask[:, None], state, mixed)
