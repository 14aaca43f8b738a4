def dropout(x, noise, p, training):
    if not training:
        return x
    if p == 1:
        return 0 * x
    return x * (noise >= p) / (1 - p)
