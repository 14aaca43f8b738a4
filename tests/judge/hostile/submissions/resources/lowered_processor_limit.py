"""I. Lowering its own processor limit to a second, so that the kernel kills it and the judge takes that for bad luck.

Verdict: runtime_error|time_limit
"""

import resource
import time

resource.setrlimit(resource.RLIMIT_CPU, (1, 1))


def softmax(x, dim):
    end = time.monotonic() + 4
    while time.monotonic() < end:
        pass
    return x
