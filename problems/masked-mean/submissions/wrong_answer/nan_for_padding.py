"""A row of padding gives 0/0, which is nan. Its mean is 0 here.
Caught by: a row of padding"""


def masked_mean(x, mask):
    return x.masked_fill(~mask.unsqueeze(2), 0).sum(1) / mask.sum(1, keepdim=True)
