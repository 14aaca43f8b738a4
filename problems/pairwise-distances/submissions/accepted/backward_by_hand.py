"""With a backward of its own, so that training takes little memory too: autograd keeps x, y and the table alone."""

import torch


class Distances(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        table = torch.stack([(point - y).square().sum(1) for point in x]).sqrt()
        ctx.save_for_backward(x, y, table)
        return table

    @staticmethod
    def backward(ctx, grad):
        x, y, table = ctx.saved_tensors
        pull = (grad / table).masked_fill(table == 0, 0)
        dx = torch.stack([weights @ (point - y) for weights, point in zip(pull, x)])
        dy = torch.stack([weights @ (point - x) for weights, point in zip(pull.T, y)])
        return dx, dy


def pairwise_distances(x, y):
    return Distances.apply(x, y)
