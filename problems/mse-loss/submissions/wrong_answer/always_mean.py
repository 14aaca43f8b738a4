"""You always take the mean. `reduction` may also ask for the sum, or for no reduction at all.
Caught by: sum"""


def mse_loss(input, target, reduction="mean"):
    return ((input - target) ** 2).mean()


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    dinput = grad_output * 2 * (input - target)
    return dinput / input.numel() if reduction == "mean" else dinput
