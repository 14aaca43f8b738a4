"""You divide by the batch size. The mean runs over all entries, so divide by `numel()`.
Caught by: mean of three dimensions"""


def mse_loss(input, target, reduction="mean"):
    squares = (input - target) ** 2
    if reduction == "none":
        return squares
    return squares.sum() / (len(input) if reduction == "mean" else 1)


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    dinput = grad_output * 2 * (input - target)
    return dinput / input.numel() if reduction == "mean" else dinput
