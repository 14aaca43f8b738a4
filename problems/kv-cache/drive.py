"""Feed a sequence in chunks, as a server does.

chunks       lengths into which `x` is cut
after_reset  a new batch, given whole after reset()
neighbour    what a second module with the same weights gets after the first chunk
"""

from app.judge.weights import load


def drive(solution, case):
    x, weights, n_heads = (case.kwargs[name] for name in ("x", "weights", "n_heads"))
    after_reset, neighbour = case.kwargs.get("after_reset"), case.kwargs.get("neighbour")
    attention = load(solution.CachedAttention(x.shape[-1], n_heads), weights)
    outputs = {}
    for number, chunk in enumerate(x.split(case.kwargs["chunks"], dim=1), start=1):
        outputs[f"chunk {number}"] = attention(chunk)
        if neighbour is not None and number == 1:
            outputs["neighbour"] = load(solution.CachedAttention(x.shape[-1], n_heads), weights)(neighbour)
    if after_reset is not None:
        attention.reset()
        outputs["after reset"] = attention(after_reset)
    return outputs
