"""You differentiate with respect to the target: the sign is the opposite one.
Caught by: backward by hand"""


def mse_loss(input, target, reduction="mean"):
    squares = (input - target) ** 2
    return {"none": squares, "sum": squares.sum(), "mean": squares.mean()}[reduction]


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    dinput = grad_output * 2 * (target - input)
    return dinput / input.numel() if reduction == "mean" else dinput
