"""You reduce although "none" asks for one error per entry.
Caught by: none"""


def mse_loss(input, target, reduction="mean"):
    squares = (input - target) ** 2
    return squares.mean() if reduction == "mean" else squares.sum()


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    dinput = grad_output * 2 * (input - target)
    return dinput / input.numel() if reduction == "mean" else dinput
