"""Cross-entropy step by step. No gradient is compared at the costs: at a position that is ignored it depends on how
somebody leaves it out."""

import torch


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    dim = min(logits.dim() - 1, 1)
    shifted = probe("shifted", logits - logits.amax(dim, keepdim=True).detach())
    log_probs = probe("log_probs", shifted - shifted.exp().sum(dim, keepdim=True).log())
    counts = target != ignore_index
    index = torch.where(counts, target, 0).unsqueeze(dim)
    picked = log_probs.gather(dim, index).squeeze(dim)
    costs = -(1 - label_smoothing) * picked - label_smoothing * log_probs.mean(dim)
    costs = torch.where(counts, costs, 0.0)
    probe("costs", costs.detach())
    if reduction == "none":
        return costs
    return costs.sum() / counts.sum() if reduction == "mean" else costs.sum()
