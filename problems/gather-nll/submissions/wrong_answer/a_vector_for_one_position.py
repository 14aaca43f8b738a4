"""For a single position you return a vector of one entry. No batch dimensions in, none out.
Caught by: one position"""


def gather_nll(logp, target, ignore_index=-100):
    target_ = target.unsqueeze(0) if target.dim() == 0 else target
    logp_ = logp.unsqueeze(0) if target.dim() == 0 else logp
    skip = target_ == ignore_index
    picked = logp_.gather(-1, target_.masked_fill(skip, 0).unsqueeze(-1)).squeeze(-1)
    return (-picked).masked_fill(skip, 0)
