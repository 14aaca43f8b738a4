"""You take exp of the raw logits. Above 88 that is infinite in float32, and below -104 it is 0, whose logarithm is
-inf.
Caught by: far from zero"""


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    dim = 1 if logits.dim() > 1 else 0
    log_p = logits - logits.exp().sum(dim, keepdim=True).log()
    ignored = target == ignore_index
    loss = -log_p.gather(dim, target.masked_fill(ignored, 0).unsqueeze(dim)).squeeze(dim)
    if label_smoothing > 0:
        loss = (1 - label_smoothing) * loss - label_smoothing * log_p.mean(dim)
    loss = loss.masked_fill(ignored, 0)
    if reduction == "none":
        return loss
    return loss.sum() if reduction == "sum" else loss.sum() / (~ignored).sum()
