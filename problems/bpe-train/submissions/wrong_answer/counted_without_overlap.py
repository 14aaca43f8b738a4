"""You count aaa as one pair (a, a), because only one can be merged. The count is over all places, overlapping or not.
Caught by: three in a row"""

from collections import Counter


def bpe_train(text, num_merges):
    ids = list(text.encode())
    merges = []
    for new_id in range(256, 256 + num_merges):
        counts = count(ids)
        pair = min(counts, key=lambda p: (-counts[p], p), default=None)
        if counts[pair] < 2:
            break
        merges.append(pair)
        ids = merge(ids, pair, new_id)
    return merges


def count(ids):
    counts, last = Counter(), {}
    for i, pair in enumerate(zip(ids, ids[1:])):
        if last.get(pair) != i - 1:
            counts[pair] += 1
            last[pair] = i
    return counts


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
