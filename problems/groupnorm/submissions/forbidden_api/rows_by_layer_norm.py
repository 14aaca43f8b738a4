"""Layer norm on one row a group is the same shortcut.
Caught by: by hand"""

import torch.nn.functional as F


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    rows = x.unflatten(1, (num_groups, -1)).flatten(2)
    y = F.layer_norm(rows, rows.shape[2:], eps=eps).reshape(x.shape).movedim(1, -1)
    y = y if weight is None else y * weight
    y = y if bias is None else y + bias
    return y.movedim(-1, 1)
