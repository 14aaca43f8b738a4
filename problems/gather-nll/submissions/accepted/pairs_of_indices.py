import torch


def gather_nll(logp, target, ignore_index=-100):
    rows, classes = logp.reshape(-1, logp.shape[-1]), target.reshape(-1)
    (counted,) = torch.where(classes != ignore_index)
    losses = torch.zeros(len(classes), dtype=logp.dtype)
    return losses.index_put((counted,), rows[counted, classes[counted]].neg()).reshape(target.shape)
