"""You divide by n whatever the reduction. The sum and "none" have no 1/n in them.
Caught by: backward of the sum"""


def mse_loss(input, target, reduction="mean"):
    squares = (input - target) ** 2
    return {"none": squares, "sum": squares.sum(), "mean": squares.mean()}[reduction]


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    return grad_output * 2 * (input - target) / input.numel()
