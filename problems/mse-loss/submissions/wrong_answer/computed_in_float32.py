"""You turn everything into float32. A float64 input deserves a float64 loss.
Caught by: double precision"""


def mse_loss(input, target, reduction="mean"):
    squares = (input.float() - target.float()) ** 2
    return {"none": squares, "sum": squares.sum(), "mean": squares.mean()}[reduction]


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    dinput = grad_output * 2 * (input - target)
    return dinput / input.numel() if reduction == "mean" else dinput
