"""You leave positions out that do not count. They stay, with a loss of 0: the shape is that of the targets.
Caught by: some do not count"""


def gather_nll(logp, target, ignore_index=-100):
    keep = target != ignore_index
    picked = -logp[keep].gather(-1, target[keep].unsqueeze(-1)).squeeze(-1)
    return picked if not keep.all() else picked.reshape(target.shape)
