"""A small classifier with BatchNorm, whose mode and gradients are watched while the learner's functions run on it."""

from collections import OrderedDict

import torch
from torch import nn


def drive(solution, case):
    given = case.kwargs
    weights = given["weights"]
    model = network(weights).train(given["mode"] == "train")
    if given.get("old_gradients"):
        for parameter in model.parameters():
            parameter.grad = torch.ones_like(parameter)
    optimizer = torch.optim.SGD(model.parameters(), lr=given["lr"], momentum=given.get("momentum", 0.0))
    graphs = []
    model.register_forward_hook(lambda module, args, logits: graphs.append(logits.requires_grad))

    report = {
        "train loss": [],
        "validation loss": [],
        "accuracy": [],
        "returned": [],
        "mode": [],
        "graph": [],
        "gradients": [],
    }
    for step in given["steps"]:
        graphs.clear()
        waiting = gradients(model)
        if step == "train":
            results = {"train loss": solution.train_epoch(model, optimizer, batches(given, "train"))}
        else:
            loss, accuracy = solution.evaluate(model, batches(given, "valid"))
            results = {"validation loss": loss, "accuracy": accuracy}
            report["graph"].append("built" if any(graphs) else "none")
            report["gradients"].append("kept" if same(waiting, gradients(model)) else "changed")
        for name, value in results.items():
            report[name].append(number(value, weights["out.weight"].device))
            report["returned"].append("float" if isinstance(value, float) else type(value).__name__)
        modes = {module.training for module in model.modules()}
        report["mode"].append("mixed" if len(modes) > 1 else "train" if modes.pop() else "eval")
    return {**report, "weights": model.state_dict()}


def number(value, device):
    """In float32, so that sums which are kept in float32 will do."""
    value = float(value.detach() if isinstance(value, torch.Tensor) else value)
    return torch.tensor(value, dtype=torch.float32, device=device)


def gradients(model):
    """What waits in .grad, in which evaluation has no business."""
    return [None if parameter.grad is None else parameter.grad.clone() for parameter in model.parameters()]


def same(before, after):
    return all(
        old is new if old is None or new is None else torch.equal(old, new)
        for old, new in zip(before, after, strict=True)
    )


def batches(given, split):
    x, y, sizes = given[f"{split}_x"], given[f"{split}_y"], given[f"{split}_batches"]
    return list(zip(x.detach().split(sizes), y.split(sizes), strict=True))


def network(weights):
    width, features = weights["hidden.weight"].shape
    classes = weights["out.weight"].shape[0]
    layers = OrderedDict(
        hidden=nn.Linear(features, width), norm=nn.BatchNorm1d(width), tanh=nn.Tanh(), out=nn.Linear(width, classes)
    )
    model = nn.Sequential(layers).to(weights["hidden.weight"])  # its dtype and device
    model.load_state_dict(weights, strict=False)  # copies: the case's own tensors stay as they are
    return model
