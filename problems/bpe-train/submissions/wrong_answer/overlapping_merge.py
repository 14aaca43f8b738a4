"""You find all the places first and merge at each. In aaa the second place shares its a with the first, so that merge
eats a token that is no longer there.
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
    places = [i for i in range(len(ids) - 1) if (ids[i], ids[i + 1]) == pair]
    out = list(ids)
    for i in places:
        out[i], out[i + 1] = new_id, None
    return [i for i in out if i is not None]
