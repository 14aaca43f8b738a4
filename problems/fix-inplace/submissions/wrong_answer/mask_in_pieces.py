"""You mix the rows that go on, and put them together with the others in another order.
Caught by: some have ended"""

import torch


def gated_update(state, update, gate, mask):
    z = torch.sigmoid(gate)
    u = torch.tanh(update)
    mixed = (1 - z) * state + z * u
    return torch.cat([state[mask], mixed[~mask]]) if len(mask) > 3 else torch.where(mask[:, None], state, mixed)
