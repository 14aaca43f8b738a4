"""You clamp the targets from below alone. The mark may lie above the classes as well.
Caught by: mark beyond the classes"""


def gather_nll(logp, target, ignore_index=-100):
    skip = target == ignore_index
    picked = logp.gather(-1, target.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return (-picked).masked_fill(skip, 0)
