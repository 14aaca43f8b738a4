def count_equal(x, k, out):
    out.zero_()
    for row in x:
        for entries in row:
            out += entries == k
    return out
