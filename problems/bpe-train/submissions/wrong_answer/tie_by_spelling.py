"""You compare tied pairs by the bytes that they spell. Compare their ids: a merged token is larger than every byte.
Caught by: banana bandana"""

from collections import Counter


def bpe_train(text, num_merges):
    ids = list(text.encode())
    merges = []
    spelling = {i: bytes([i]) for i in range(256)}
    for new_id in range(256, 256 + num_merges):
        counts = Counter(zip(ids, ids[1:]))
        pair = min(counts, key=lambda p: (-counts[p], spelling[p[0]], spelling[p[1]]), default=None)
        if counts[pair] < 2:
            break
        merges.append(pair)
        spelling[new_id] = spelling[pair[0]] + spelling[pair[1]]
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
