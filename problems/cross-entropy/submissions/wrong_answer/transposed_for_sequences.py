"""You transpose dimensions 1 and 2 before flattening. That brings the classes to the end of (N, C, d), but not of (N,
C, height, width); movedim(1, -1) always does.
Caught by: images"""


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    flat, ids = logits, target
    if logits.dim() > 2:
        flat, ids = logits.transpose(1, 2).reshape(-1, logits.shape[1]), target.reshape(-1)
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
