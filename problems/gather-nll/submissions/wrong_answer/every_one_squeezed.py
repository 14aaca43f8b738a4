"""With more than one batch dimension you squeeze all dimensions of length 1. A batch dimension may have that length;
squeeze the last one only.
Caught by: three batch dimensions"""


def gather_nll(logp, target, ignore_index=-100):
    skip = target == ignore_index
    picked = -logp.gather(-1, target.masked_fill(skip, 0).unsqueeze(-1))
    picked = picked.masked_fill(skip.unsqueeze(-1), 0)
    return picked.squeeze() if logp.dim() > 2 else picked.squeeze(-1)
