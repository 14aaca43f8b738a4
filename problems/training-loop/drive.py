"""A small regression with dropout, trained for some epochs while forward passes are counted."""

import torch
from torch import nn


class Regression(nn.Module):
    """Two layers. Its dropout always drops the same units, so that no verdict depends on random numbers."""

    def __init__(self, weights):
        super().__init__()
        width, features = weights["hidden.weight"].shape
        self.hidden = nn.Linear(features, width)
        self.out = nn.Linear(width, len(weights["out.weight"]))
        self.register_buffer("keep", torch.ones(width))

    def forward(self, x):
        hidden = torch.tanh(self.hidden(x))
        return self.out(2 * self.keep * hidden if self.training else hidden)


class Gaussian(nn.Module):
    """Negative log-likelihood of normally distributed errors, whose spread is learned as well."""

    def __init__(self, log_spread):
        super().__init__()
        self.log_spread = nn.Parameter(log_spread.clone())

    def forward(self, prediction, target):
        return (0.5 * ((prediction - target) / self.log_spread.exp()) ** 2 + self.log_spread).mean()


def pinball(prediction, target):
    """Smallest where nine of ten targets lie below the prediction."""
    error = target - prediction
    return torch.maximum(0.9 * error, -0.1 * error).mean()


def drive(solution, case):
    given, weights = case.kwargs, case.kwargs["weights"]
    model = Regression(weights).to(weights["out.weight"])  # its dtype and device
    model.load_state_dict(weights)  # copies: the case's own tensors stay as they are
    model.train(given.get("mode", "train") == "train")
    for name in given.get("frozen", ()):
        model.get_submodule(name).requires_grad_(False)
    learned = dict(model.named_parameters())
    loss_fn = pinball if given.get("quantile") else nn.MSELoss()
    if "log_spread" in given:
        loss_fn = Gaussian(given["log_spread"])
        learned |= dict(loss_fn.named_parameters())
    if given.get("old_gradients"):
        for parameter in learned.values():
            parameter.grad = torch.ones_like(parameter)
    settings = dict(given["optimizer"])
    optimizer = getattr(torch.optim, settings.pop("name"))(learned.values(), **settings)
    passes = []
    model.register_forward_hook(lambda *_: passes.append(1))
    report = {"mean loss": [], "returned": [], "mode": []}
    for _ in range(given.get("epochs", 1)):
        value = solution.train_epoch(model, loss_fn, optimizer, batches(given))
        report["mean loss"].append(number(value, weights["out.weight"].device))
        report["returned"].append("float" if isinstance(value, float) else type(value).__name__)
        modes = {module.training for module in model.modules()}
        report["mode"].append("mixed" if len(modes) > 1 else "train" if modes.pop() else "eval")
    return {**report, "forward passes": len(passes), "parameters": {name: p.detach() for name, p in learned.items()}}


def number(value, device):
    """In float32, so that sums which are kept in float32 will do."""
    if not isinstance(value, int | float | torch.Tensor):
        return value
    value = float(value.detach() if isinstance(value, torch.Tensor) else value)
    return torch.tensor(value, dtype=torch.float32, device=device)


def batches(given):
    """As a list; or as a stream, which can be walked once and has no length."""
    x, y, sizes = given["x"], given["y"], given["sizes"]
    pairs = zip(x.detach().split(sizes), y.detach().split(sizes), strict=True)
    return pairs if given.get("stream") else list(pairs)
