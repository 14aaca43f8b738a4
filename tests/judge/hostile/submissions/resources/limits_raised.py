"""I. Raising its own limits. The answer is right if one can be raised.

Verdict: wrong_answer
"""

import resource


def softmax(x, dim):
    for name in (
        resource.RLIMIT_AS,
        resource.RLIMIT_DATA,
        resource.RLIMIT_CPU,
        resource.RLIMIT_NOFILE,
        resource.RLIMIT_FSIZE,
    ):
        _, hard = resource.getrlimit(name)
        try:
            resource.setrlimit(name, (hard + 1, hard + 1))
        except (OSError, ValueError, OverflowError):
            continue
        e = (x - x.amax(dim, keepdim=True)).exp()
        return e / e.sum(dim, keepdim=True)
    return x * 0
