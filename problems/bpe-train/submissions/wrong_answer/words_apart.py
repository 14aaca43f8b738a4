"""You split the text at white space, as many tokenizers do first. Here it is one sequence, and pairs reach across.
Caught by: across spaces"""

from collections import Counter


def bpe_train(text, num_merges):
    words = [list(word.encode()) for word in text.split()]
    merges = []
    for new_id in range(256, 256 + num_merges):
        counts = Counter(pair for ids in words for pair in zip(ids, ids[1:]))
        pair = min(counts, key=lambda p: (-counts[p], p), default=None)
        if counts[pair] < 2:
            break
        merges.append(pair)
        words = [merge(ids, pair, new_id) for ids in words]
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
