"""You divide by all entries. The mean is over rows: each row is one prediction.
Caught by: by hand"""


def cross_entropy_backward(logits, target, ignore_index=-100):
    counts = target != ignore_index
    e = (logits - logits.amax(1, keepdim=True)).exp()
    dlogits = e / e.sum(1, keepdim=True)
    dlogits[counts, target[counts]] -= 1
    return dlogits * counts[:, None] / logits.numel()
