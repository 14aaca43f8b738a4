def masked_mean(x, mask):
    count = mask.sum(1, keepdim=True).clamp(min=1)
    return x.masked_fill(~mask.unsqueeze(2), 0).sum(1) / count
