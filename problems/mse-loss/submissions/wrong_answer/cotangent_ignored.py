"""You ignore `grad_output`. The loss may be weighted, or be one of several: what arrives from above is a factor.
Caught by: backward of the mean"""


def mse_loss(input, target, reduction="mean"):
    squares = (input - target) ** 2
    return {"none": squares, "sum": squares.sum(), "mean": squares.mean()}[reduction]


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    dinput = 2 * (input - target)
    return dinput / input.numel() if reduction == "mean" else dinput
