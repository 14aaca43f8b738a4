"""You let reshape find out how many rows there are. Where a row has no entries any number would do, so it refuses.
Caught by: a bias of nothing"""


def unbroadcast(grad, shape):
    rows = grad if len(shape) == grad.dim() else grad.reshape(-1, *grad.shape[grad.dim() - len(shape) :]).sum(0)
    for dim, length in enumerate(shape):
        if length == 1:
            rows = rows.sum(dim, keepdim=True)
    return rows
