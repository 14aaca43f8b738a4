"""You compute in float32. float64 logits ask for a float64 gradient.
Caught by: double precision"""


def cross_entropy_backward(logits, target, ignore_index=-100):
    counts = target != ignore_index
    e = (logits - logits.amax(1, keepdim=True)).float().exp()
    dlogits = e / e.sum(1, keepdim=True)
    dlogits[counts, target[counts]] -= 1
    return (dlogits * counts[:, None] / counts.sum()).to(logits.dtype)
