"""A token is a character of a Python string, and str.replace is the merge: left to right, no overlaps."""

from collections import Counter


def bpe_train(text, num_merges):
    tokens = text.encode().decode("latin-1")
    merges = []
    while len(merges) < num_merges:
        counts = Counter(map("".join, zip(tokens, tokens[1:])))
        best = max(counts.values(), default=0)
        if best < 2:
            break
        pair = min(p for p, n in counts.items() if n == best)
        tokens = tokens.replace(pair, chr(256 + len(merges)))
        merges.append((ord(pair[0]), ord(pair[1])))
    return merges
