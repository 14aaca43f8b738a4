"""For a single sample you divide by the number of classes: logits.shape[0] is the batch only where there is one.
Caught by: mean of one sample"""


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    dim = 1 if logits.dim() > 1 else 0
    shifted = logits - logits.amax(dim, keepdim=True)
    log_p = shifted - shifted.exp().sum(dim, keepdim=True).log()
    ignored = target == ignore_index
    loss = -log_p.gather(dim, target.masked_fill(ignored, 0).unsqueeze(dim)).squeeze(dim)
    if label_smoothing > 0:
        loss = (1 - label_smoothing) * loss - label_smoothing * log_p.mean(dim)
    loss = loss.masked_fill(ignored, 0)
    if reduction == "none":
        return loss
    return loss.sum() if reduction == "sum" else loss.sum() / ((~ignored).sum() if logits.dim() > 1 else logits.shape[0])
