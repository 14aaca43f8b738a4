"""Build the block, put the case's weights in, call it."""

from app.judge.weights import load


def drive(solution, case):
    weights = case.kwargs["weights"]
    d_model, d_hidden = weights["down.weight"].shape
    return load(solution.SwiGLU(d_model, d_hidden), weights)(case.kwargs["x"])
