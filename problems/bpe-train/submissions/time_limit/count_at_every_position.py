"""You go through all the pairs again for each position. One pass with a dictionary counts them all.
Caught by: a long text"""

from collections import Counter


def bpe_train(text, num_merges):
    ids = list(text.encode())
    merges = []
    for new_id in range(256, 256 + num_merges):
        pairs = list(zip(ids, ids[1:]))
        pair = min(pairs, key=lambda p: (-pairs.count(p), p), default=None)
        if pairs.count(pair) < 2:
            break
        merges.append(pair)
        ids = merge(ids, pair, new_id)
    return merges


def merge(ids, pair, new_id):
    out, i = [], 0
    while i < len(ids):
        if tuple(ids[i : i + 2]) == pair:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out
