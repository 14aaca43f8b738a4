"""D. Patching the harness: the builtins that everything stands on.

Verdict: wrong_answer|runtime_error|time_limit
"""

import builtins

builtins.isinstance = lambda *a: True
builtins.len = lambda *a: 0
builtins.callable = builtins.bool = builtins.all = lambda *a: True
builtins.sorted = builtins.list = lambda *a, **k: []


def softmax(x, dim):
    return x * 0
