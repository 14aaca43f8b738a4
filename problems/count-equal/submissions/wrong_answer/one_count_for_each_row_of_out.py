"""You go through the third dimension and count all that is behind it. Every entry of `out` has its own count, however
many dimensions it has.
Caught by: four dimensions"""


def count_equal(x, k, out):
    if x.dim() == 2:
        return out.fill_((x == k).sum())
    for i in range(len(out)):
        out[i] = (x[:, :, i] == k).sum()
    return out
