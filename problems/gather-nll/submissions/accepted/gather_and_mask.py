def gather_nll(logp, target, ignore_index=-100):
    skip = target == ignore_index
    picked = logp.gather(-1, (target * ~skip).unsqueeze(-1)).squeeze(-1)
    return (-picked).masked_fill(skip, 0)
