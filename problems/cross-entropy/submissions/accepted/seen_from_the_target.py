"""Only the rows that count, and each logit as its lead over the target's: the cost is a smooth maximum of the leads."""

import torch


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    rows = logits if logits.dim() == 1 else logits.movedim(1, -1)
    rows = rows.reshape(-1, rows.shape[-1])
    counts = target.reshape(-1) != ignore_index
    z, t = rows[counts], target.reshape(-1)[counts]

    lead = z - z[torch.arange(len(t)), t].unsqueeze(1)
    top = lead.amax(1)
    cost = top + (lead - top.unsqueeze(1)).exp().sum(1).log()
    if label_smoothing > 0:
        cost = cost - label_smoothing * lead.mean(1)

    if reduction == "none":
        return logits.new_zeros(counts.shape).masked_scatter(counts, cost).reshape(target.shape)
    return cost.sum() if reduction == "sum" else cost.mean()
