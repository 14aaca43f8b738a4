"""Feed a sequence in chunks, as a server does, and count the tokens that go through the two cached projections.

chunks       lengths into which `x` is cut
after_reset  a new batch, given whole after reset()
neighbour    what a second module with the same weights gets after the first chunk
"""

from app.judge.weights import load


def drive(solution, case):
    x, weights, n_heads = (case.kwargs[name] for name in ("x", "weights", "n_heads"))
    after_reset, neighbour = case.kwargs.get("after_reset"), case.kwargs.get("neighbour")
    attention = load(solution.CachedAttention(x.shape[-1], n_heads), weights)
    counts = {"tokens through k_proj": 0, "tokens through v_proj": 0}
    for name in counts:
        attention.get_submodule(name.split()[-1]).register_forward_hook(count(counts, name))
    outputs = {}
    for number, chunk in enumerate(x.split(case.kwargs["chunks"], dim=1), start=1):
        outputs[f"chunk {number}"] = attention(chunk)
        if neighbour is not None and number == 1:
            outputs["neighbour"] = load(solution.CachedAttention(x.shape[-1], n_heads), weights)(neighbour)
    if after_reset is not None:
        attention.reset()
        outputs["after reset"] = attention(after_reset)
    return {**outputs, **counts}


def count(counts, name):
    def hook(module, inputs, output):
        counts[name] += inputs[0].shape[:-1].numel()

    return hook
