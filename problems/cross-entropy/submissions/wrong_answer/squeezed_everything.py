"""You squeeze without saying which dimension. That removes every dimension of size 1, the batch too when it holds one
sequence; name the one that gather has left.
Caught by: one class, one sequence"""


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    dim = 1 if logits.dim() > 1 else 0
    shifted = logits - logits.amax(dim, keepdim=True)
    log_p = shifted - shifted.exp().sum(dim, keepdim=True).log()

    ignored = target == ignore_index
    safe = target.masked_fill(ignored, 0)
    loss = -log_p.gather(dim, safe.unsqueeze(dim)).squeeze()
    if label_smoothing > 0:
        loss = (1 - label_smoothing) * loss - label_smoothing * log_p.mean(dim)
    loss = loss.masked_fill(ignored.squeeze(), 0)

    if reduction == "none":
        return loss
    if reduction == "sum":
        return loss.sum()
    return loss.sum() / (~ignored).sum()
