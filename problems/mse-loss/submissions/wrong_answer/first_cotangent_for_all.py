"""With reduction "none" every entry has a gradient of its own; you use one for all of them.
Caught by: backward of none"""


def mse_loss(input, target, reduction="mean"):
    squares = (input - target) ** 2
    return {"none": squares, "sum": squares.sum(), "mean": squares.mean()}[reduction]


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    dinput = grad_output.mean() * 2 * (input - target)
    return dinput / input.numel() if reduction == "mean" else dinput
