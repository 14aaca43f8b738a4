"""Your backward divides by the batch size. The mean runs over all entries, so divide by `numel()`.
Caught by: backward of the mean"""


def mse_loss(input, target, reduction="mean"):
    squares = (input - target) ** 2
    return {"none": squares, "sum": squares.sum(), "mean": squares.mean()}[reduction]


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    dinput = grad_output * 2 * (input - target)
    return dinput / len(input) if reduction == "mean" else dinput
