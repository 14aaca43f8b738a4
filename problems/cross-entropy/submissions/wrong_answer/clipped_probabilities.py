"""You clip the probabilities before the logarithm. That bounds the loss of a confident mistake, and its gradient is
0: the model never learns from it.
Caught by: confidently wrong"""


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    dim = 1 if logits.dim() > 1 else 0
    e = (logits - logits.amax(dim, keepdim=True)).exp()
    log_p = (e / e.sum(dim, keepdim=True)).clamp(min=1e-12).log()
    ignored = target == ignore_index
    loss = -log_p.gather(dim, target.masked_fill(ignored, 0).unsqueeze(dim)).squeeze(dim)
    if label_smoothing > 0:
        loss = (1 - label_smoothing) * loss - label_smoothing * log_p.mean(dim)
    loss = loss.masked_fill(ignored, 0)
    if reduction == "none":
        return loss
    return loss.sum() if reduction == "sum" else loss.sum() / (~ignored).sum()
