"""You convert to float32. A float64 tensor asks for a float64 loss.
Caught by: double precision"""


def gather_nll(logp, target, ignore_index=-100):
    skip = target == ignore_index
    picked = logp.float().gather(-1, target.masked_fill(skip, 0).unsqueeze(-1)).squeeze(-1)
    return (-picked).masked_fill(skip, 0).to(logp.dtype)
