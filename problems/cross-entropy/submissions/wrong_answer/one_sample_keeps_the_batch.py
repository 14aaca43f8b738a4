"""You add a batch dimension to a single sample and leave it on the result. For logits (C,) and a target without
dimensions, the loss has none either.
Caught by: one sample"""


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    if logits.dim() == 1:
        logits, target = logits.unsqueeze(0), target.unsqueeze(0)
    dim = 1
    shifted = logits - logits.amax(dim, keepdim=True)
    log_p = shifted - shifted.exp().sum(dim, keepdim=True).log()
    ignored = target == ignore_index
    loss = -log_p.gather(dim, target.masked_fill(ignored, 0).unsqueeze(dim)).squeeze(dim)
    if label_smoothing > 0:
        loss = (1 - label_smoothing) * loss - label_smoothing * log_p.mean(dim)
    loss = loss.masked_fill(ignored, 0)
    if reduction == "none":
        return loss
    return loss.sum() if reduction == "sum" else loss.sum() / (~ignored).sum()
