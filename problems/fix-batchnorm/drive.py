"""Build the layer, put the case's weights and running statistics in, and give it one input after the other.

inputs    in order; those whose name begins with "train" come in training mode, the others in evaluation mode
weights   without them the layer is left as new
settings  eps and momentum, where they are not the defaults
"""

from app.judge.weights import load

RUNNING = ("running_mean", "running_var")


def drive(solution, case):
    inputs = case.kwargs["inputs"]
    first = next(iter(inputs.values()))
    layer = solution.BatchNorm(first.shape[-1], **case.kwargs.get("settings", {})).to(first)  # its dtype and device
    if weights := case.kwargs.get("weights"):
        load(layer, {name: value.clone() if name in RUNNING else value for name, value in weights.items()})
    outputs = {name: layer.train(name.startswith("train"))(x) for name, x in inputs.items()}
    running = {name: getattr(layer, name) for name in RUNNING}
    graphs = {f"graph of {name}": "kept" if value.requires_grad else "none" for name, value in running.items()}
    return {**outputs, **{f"{name} afterwards": value.detach() for name, value in running.items()}, **graphs}
