"""You leave out negative targets. `ignore_index` may be any number, a class among them.
Caught by: class 1 does not count"""


def gather_nll(logp, target, ignore_index=-100):
    skip = (target < 0) | (target >= logp.shape[-1])
    picked = logp.gather(-1, target.masked_fill(skip, 0).unsqueeze(-1)).squeeze(-1)
    return (-picked).masked_fill(skip, 0)
