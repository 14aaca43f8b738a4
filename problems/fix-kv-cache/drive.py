"""Feed a sequence in chunks, handing the cache on, as a server does.

chunks    lengths into which `x` is cut
branches  continuations, each from the cache that the last chunk returned
"""


def drive(solution, case):
    x, w_qkv, w_out, heads = (case.kwargs[name] for name in ("x", "w_qkv", "w_out", "heads"))
    outputs, cache = {}, None
    for number, chunk in enumerate(x.split(case.kwargs["chunks"], dim=1), start=1):
        if cache is None:
            outputs[f"chunk {number}"], cache = solution.attend(chunk, w_qkv, w_out, heads)
        else:
            outputs[f"chunk {number}"], cache = solution.attend(chunk, w_qkv, w_out, heads, cache)
    for number, branch in enumerate(case.kwargs.get("branches", ()), start=1):
        outputs[f"branch {number}"], _ = solution.attend(branch, w_qkv, w_out, heads, cache)
    return outputs
