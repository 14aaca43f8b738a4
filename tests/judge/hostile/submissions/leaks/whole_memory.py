"""A. Secrets: the whole memory of the process, searched for what the judge may have left in it by forking.

Verdict: wrong_answer|runtime_error
"""

import gc
import sys

needles = ("@TERCES@"[::-1], "sqlite", "TORCHYARD")
for thing in gc.get_objects():
    for value in thing.values() if type(thing) is dict else thing if type(thing) in (list, tuple) else ():
        if type(value) is str and len(value) < 4000 and any(n in value for n in needles) and value not in needles:
            print(value[:200])
for module in list(sys.modules.values()):
    for value in list(getattr(module, "__dict__", {}).values()):
        if type(value) in (str, bytes) and "torchyard-secret" in str(value):
            print(value)


def softmax(x, dim):
    return x
