"""You count the pairs once and take the most frequent ones. Each merge changes the neighbours: count again after it.
Caught by: banana bandana"""

from collections import Counter


def bpe_train(text, num_merges):
    ids = list(text.encode())
    counts = Counter(zip(ids, ids[1:]))
    best = sorted(counts, key=lambda p: (-counts[p], p))
    return [pair for pair in best[:num_merges] if counts[pair] >= 2]


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
