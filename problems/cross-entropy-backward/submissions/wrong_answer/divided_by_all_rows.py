"""You divide by the number of rows. Those that do not count are no part of the mean.
Caught by: two rows do not count"""


def cross_entropy_backward(logits, target, ignore_index=-100):
    counts = target != ignore_index
    e = (logits - logits.amax(1, keepdim=True)).exp()
    dlogits = e / e.sum(1, keepdim=True)
    dlogits[counts, target[counts]] -= 1
    return dlogits * counts[:, None] / len(target)
