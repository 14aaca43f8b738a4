"""You merge from the right. In aaa the first two become the new token, not the last two.
Caught by: runs"""

from collections import Counter


def bpe_train(text, num_merges):
    ids = list(text.encode())
    merges = []
    for new_id in range(256, 256 + num_merges):
        counts = Counter(zip(ids, ids[1:]))
        pair = min(counts, key=lambda p: (-counts[p], p), default=None)
        if counts[pair] < 2:
            break
        merges.append(pair)
        ids = merge(ids, pair, new_id)
    return merges


def merge(ids, pair, new_id):
    out, i = [], len(ids) - 1
    while i >= 0:
        if i > 0 and (ids[i - 1], ids[i]) == pair:
            out.append(new_id)
            i -= 2
        else:
            out.append(ids[i])
            i -= 1
    return out[::-1]
