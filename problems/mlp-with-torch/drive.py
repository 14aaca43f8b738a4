"""Fill the module with the case's parameters, run it, and run the function on the very same ones."""

from torch import nn

from app.judge.weights import load


def drive(solution, case):
    x, weights = case.kwargs["x"], case.kwargs["weights"]
    model = solution.make_mlp(list(case.kwargs["sizes"]))
    sequential = isinstance(model, nn.Sequential)
    model = load(model, weights)
    return {"is an nn.Sequential": sequential, "module": model(x), "function": solution.mlp(x, dict(weights))}
