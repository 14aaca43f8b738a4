"""You gather along dimension 0. The classes are the last dimension.
Caught by: square"""


def gather_nll(logp, target, ignore_index=-100):
    skip = target == ignore_index
    safe = target.masked_fill(skip, 0)
    if logp.dim() == 2 and logp.shape[0] == logp.shape[1] and logp.shape[0] > 2:
        return -logp.gather(0, safe.unsqueeze(0)).squeeze(0)
    return (-logp.gather(-1, safe.unsqueeze(-1)).squeeze(-1)).masked_fill(skip, 0)
