import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate).masked_fill(mask.unsqueeze(1), 0)
    return torch.lerp(state, update.tanh(), z)
