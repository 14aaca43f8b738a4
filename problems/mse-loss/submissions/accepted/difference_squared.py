def mse_loss(input, target, reduction="mean"):
    squares = (input - target) ** 2
    if reduction == "none":
        return squares
    return squares.sum() if reduction == "sum" else squares.mean()


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    dinput = grad_output * 2 * (input - target)
    return dinput / input.numel() if reduction == "mean" else dinput
