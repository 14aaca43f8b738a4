"""Your backward computes in float32 and converts at the end. A float64 tensor has digits that float32 does not.
Caught by: backward in double"""


def mse_loss(input, target, reduction="mean"):
    losses = (input - target) ** 2
    return losses if reduction == "none" else getattr(losses, reduction)()


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    share = 1 / input.numel() if reduction == "mean" else 1
    return (2 * share * grad_output.float() * (input.float() - target.float())).to(input.dtype)
