"""I. A thread bomb: three hundred threads with small stacks.

Verdict: runtime_error
"""

import threading
import time

threading.stack_size(32768)


def softmax(x, dim):
    threads = [threading.Thread(target=time.sleep, args=(3,), daemon=True) for _ in range(300)]
    for thread in threads:
        thread.start()
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
