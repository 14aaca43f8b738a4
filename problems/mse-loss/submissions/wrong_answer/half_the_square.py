"""You halve the square, as textbooks do to lose the factor 2. PyTorch's loss has no ½.
Caught by: by hand"""


def mse_loss(input, target, reduction="mean"):
    squares = (input - target) ** 2 / 2
    return {"none": squares, "sum": squares.sum(), "mean": squares.mean()}[reduction]


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    dinput = grad_output * (input - target)
    return dinput / input.numel() if reduction == "mean" else dinput
