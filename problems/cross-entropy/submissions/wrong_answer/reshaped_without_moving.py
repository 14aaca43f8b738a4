"""You reshape (N, C, d) to (N * d, C). That keeps the order in memory, so a row mixes classes with positions; move
the class dimension to the end first.
Caught by: sequence"""


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    flat, ids = logits, target
    if logits.dim() > 2:
        flat, ids = logits.reshape(-1, logits.shape[1]), target.reshape(-1)
    dim = 1 if flat.dim() > 1 else 0
    shifted = flat - flat.amax(dim, keepdim=True)
    log_p = shifted - shifted.exp().sum(dim, keepdim=True).log()
    ignored = ids == ignore_index
    loss = -log_p.gather(dim, ids.masked_fill(ignored, 0).unsqueeze(dim)).squeeze(dim)
    if label_smoothing > 0:
        loss = (1 - label_smoothing) * loss - label_smoothing * log_p.mean(dim)
    loss = loss.masked_fill(ignored, 0)
    if reduction == "none":
        return loss.reshape(target.shape)
    return loss.sum() if reduction == "sum" else loss.sum() / (~ignored).sum()
