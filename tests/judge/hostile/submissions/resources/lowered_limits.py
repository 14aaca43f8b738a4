"""I. Lowering every limit of its own to nothing.

Verdict: runtime_error|memory_limit|wrong_answer
"""

import resource


def softmax(x, dim):
    for name in dir(resource):
        if name.startswith("RLIMIT_") and name != "RLIMIT_CPU":
            try:
                resource.setrlimit(getattr(resource, name), (0, 0))
            except (OSError, ValueError):
                pass
    return [bytearray(1 << 20) for _ in range(100)]
