"""You weigh the tokens with numbers taken out of the graph: no gradient reaches x.
Caught by: two of three"""


def masked_mean(x, mask):
    clean = x.detach().masked_fill(~mask.unsqueeze(2), 0)
    return clean.sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
