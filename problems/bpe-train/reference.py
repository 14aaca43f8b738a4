"""The oracle: whole-tensor operations on the ids; a run of overlapping matches keeps every second one."""

import torch


def bpe_train(text, num_merges):
    ids = torch.tensor(list(text.encode("utf-8")), dtype=torch.int64)
    merges = []
    while len(merges) < num_merges and len(ids) > 1:
        base = 256 + len(merges)
        keys, counts = torch.unique(ids[:-1] * base + ids[1:], return_counts=True)  # keys ascend as the pairs do
        if counts.max() < 2:
            break
        key = keys[counts == counts.max()][0]
        at = (ids[:-1] * base + ids[1:] == key).nonzero().flatten()
        fresh = torch.cat([torch.ones(1, dtype=torch.bool), at[1:] != at[:-1] + 1])
        start = torch.cummax(torch.where(fresh, at, 0), 0).values
        at = at[(at - start) % 2 == 0]
        keep = torch.ones(len(ids), dtype=torch.bool)
        keep[at + 1] = False
        ids = ids.clone()
        ids[at] = base
        ids = ids[keep]
        merges.append((int(key) // base, int(key) % base))
    return merges
