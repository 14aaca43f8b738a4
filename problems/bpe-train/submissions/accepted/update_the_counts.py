"""A linked list of tokens and, for each pair, where it stands: a merge touches only its own neighbourhood."""

from collections import defaultdict


def bpe_train(text, num_merges):
    ids = list(text.encode())
    n = len(ids)
    before = list(range(-1, n - 1))
    after = list(range(1, n + 1))
    places = defaultdict(set)  # pair -> positions of its left token
    for i in range(n - 1):
        places[ids[i], ids[i + 1]].add(i)

    def forget(i):
        if i >= 0 and after[i] < n:
            places[ids[i], ids[after[i]]].discard(i)

    def note(i):
        if i >= 0 and after[i] < n:
            places[ids[i], ids[after[i]]].add(i)

    merges = []
    for new_id in range(256, 256 + num_merges):
        places = defaultdict(set, {pair: where for pair, where in places.items() if where})
        if not places:
            break
        pair = min(places, key=lambda p: (-len(places[p]), p))
        if len(places[pair]) < 2:
            break
        merges.append(pair)
        for i in sorted(places[pair]):
            if i not in places[pair]:  # the pair before it took its left token
                continue
            j = after[i]
            for k in (before[i], i, j):
                forget(k)
            ids[i] = new_id
            after[i] = after[j]
            if after[j] < n:
                before[after[j]] = i
            for k in (before[i], i):
                note(k)
    return merges
