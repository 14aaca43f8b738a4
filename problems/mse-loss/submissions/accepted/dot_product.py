import torch


def mse_loss(input, target, reduction="mean"):
    difference = input - target
    if reduction == "none":
        return difference * difference
    flat = difference.reshape(-1)
    total = torch.dot(flat, flat)
    return total if reduction == "sum" else total / len(flat)


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    weight = {"none": 1.0, "sum": 1.0, "mean": 1.0 / input.numel()}[reduction]
    return (input - target).mul(weight).add(input - target, alpha=weight) * grad_output
