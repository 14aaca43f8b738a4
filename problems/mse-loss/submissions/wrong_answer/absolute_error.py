"""You take the absolute difference. The error is squared: large misses count most.
Caught by: by hand"""


def mse_loss(input, target, reduction="mean"):
    errors = (input - target).abs()
    return {"none": errors, "sum": errors.sum(), "mean": errors.mean()}[reduction]


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    dinput = grad_output * 2 * (input - target)
    return dinput / input.numel() if reduction == "mean" else dinput
