import torch
from torch import Tensor


def gated_update(state: Tensor, update: Tensor, gate: Tensor, mask: Tensor) -> Tensor:
    """The new state of a gated cell; what the mask covers keeps the old one."""
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    with torch.no_grad():
        kept = state.clone()
        u.mul_(z)
        state.mul_(1 - z)
        state.add_(u)
        state[mask] = kept[mask]
    return state
