"""You take the logarithm of the probabilities. A probability that has underflowed to 0 has lost what its logarithm
was: the loss is inf.
Caught by: confidently wrong"""


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    dim = 1 if logits.dim() > 1 else 0
    e = (logits - logits.amax(dim, keepdim=True)).exp()
    log_p = (e / e.sum(dim, keepdim=True)).log()
    ignored = target == ignore_index
    loss = -log_p.gather(dim, target.masked_fill(ignored, 0).unsqueeze(dim)).squeeze(dim)
    if label_smoothing > 0:
        loss = (1 - label_smoothing) * loss - label_smoothing * log_p.mean(dim)
    loss = loss.masked_fill(ignored, 0)
    if reduction == "none":
        return loss
    return loss.sum() if reduction == "sum" else loss.sum() / (~ignored).sum()
