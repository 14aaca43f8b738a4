"""You compute m + log(sum) before you subtract the logit. Beside 100,000, float32 keeps two decimals of the
logarithm; subtract m from the logits and leave it off.
Caught by: far from zero"""


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    dim = 1 if logits.dim() > 1 else 0
    top = logits.amax(dim, keepdim=True)
    log_sum = top + (logits - top).exp().sum(dim, keepdim=True).log()
    log_p = logits - log_sum
    ignored = target == ignore_index
    loss = -log_p.gather(dim, target.masked_fill(ignored, 0).unsqueeze(dim)).squeeze(dim)
    if label_smoothing > 0:
        loss = (1 - label_smoothing) * loss - label_smoothing * log_p.mean(dim)
    loss = loss.masked_fill(ignored, 0)
    if reduction == "none":
        return loss
    return loss.sum() if reduction == "sum" else loss.sum() / (~ignored).sum()
