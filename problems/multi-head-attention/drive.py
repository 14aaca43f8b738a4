"""Build the module, put the case's weights in, call it. With `then`, call it again, with another sequence.

`then_causal` tells whether that second call is causal; without it, it is as the first one.
"""

from app.judge.weights import load


def drive(solution, case):
    arguments = dict(case.kwargs)
    weights, n_heads, then = arguments.pop("weights"), arguments.pop("n_heads"), arguments.pop("then", None)
    then_causal = arguments.pop("then_causal", arguments.get("causal", False))
    x = arguments["x"]
    attention = load(solution.MultiHeadAttention(x.shape[-1], n_heads), weights)
    y = attention(**arguments)
    if then is None:
        return y
    return {"first call": y, "second call": attention(then, causal=then_causal)}
