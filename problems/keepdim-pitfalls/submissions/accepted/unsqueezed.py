import torch


def row_shares(counts):
    return torch.einsum("nm,n->nm", counts, 1 / counts.sum(1))


def centre_columns(x):
    return x - x.mean(-2).unsqueeze(-2)


def scale_by_norm(x):
    return x * torch.einsum("nd,nd->n", x, x).rsqrt()[:, None]


def one_where_largest(x):
    return (x >= x.max(1).values[:, None]).type_as(x)
