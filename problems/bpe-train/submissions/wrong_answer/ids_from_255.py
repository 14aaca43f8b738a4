"""You number the new tokens from 255. The bytes are 0 to 255, so the first new id is 256.
Caught by: banana bandana"""

from collections import Counter


def bpe_train(text, num_merges):
    ids = list(text.encode())
    merges = []
    for new_id in range(255, 255 + num_merges):
        counts = Counter(zip(ids, ids[1:]))
        pair = min(counts, key=lambda p: (-counts[p], p), default=None)
        if counts[pair] < 2:
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
