"""You guess the layout from the shape. The rows are dimension 0, also where there are as many rows as classes.
Caught by: square"""


def cross_entropy_backward(logits, target, ignore_index=-100):
    counts = target != ignore_index
    x = logits.T if logits.shape[0] == logits.shape[1] else logits
    e = (x - x.amax(1, keepdim=True)).exp()
    dlogits = e / e.sum(1, keepdim=True)
    dlogits[counts, target[counts]] -= 1
    return dlogits * counts[:, None] / counts.sum()
