"""You multiply the square out, x² − 2xt + t². Around 1000 the three terms are a million each, and float32 has no digits left
for their small sum. Subtract first, then square.
Caught by: far from zero"""


def mse_loss(input, target, reduction="mean"):
    losses = input**2 - 2 * input * target + target**2
    return losses if reduction == "none" else getattr(losses, reduction)()


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    share = 1 / input.numel() if reduction == "mean" else 1
    return 2 * share * grad_output * (input - target)
