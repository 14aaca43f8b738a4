"""Applies the function as the case says: once, squared, beside a second tensor, or to a second input too before
anybody goes backward.

For "kept", it is applied to a leaf of its own, while a hook watches what is handed over to save_for_backward.
"""

import torch


def drive(solution, case):
    x, slope = case.kwargs["x"], case.kwargs["slope"]
    relu = solution.ReLU.apply
    if case.call == "squared":
        return relu(x, slope) ** 2
    if case.call == "two":
        return {"first": relu(x, slope), "second": relu(case.kwargs["then"], case.kwargs.get("then_slope", slope))}
    if case.call == "beside":
        return relu(x, slope) + case.kwargs["then"]
    if case.call == "kept":
        kept = []
        with torch.autograd.graph.saved_tensors_hooks(lambda tensor: kept.append(1) or tensor, lambda tensor: tensor):
            y = relu(x.detach().requires_grad_(), slope)
        return {"y": y.detach(), "kept with save_for_backward": bool(kept)}
    y = relu(x, slope)
    return {"y": y, "is a torch.autograd.Function": issubclass(solution.ReLU, torch.autograd.Function)}
