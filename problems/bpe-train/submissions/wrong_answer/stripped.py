"""You strip the text first. White space at the ends is text like any other: a decoder has to give it back.
Caught by: as it is written"""

from collections import Counter


def bpe_train(text, num_merges):
    ids = list(text.strip().encode())
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
    out, i = [], 0
    while i < len(ids):
        if tuple(ids[i : i + 2]) == pair:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out
