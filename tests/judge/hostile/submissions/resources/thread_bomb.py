"""I. A thread bomb: 1500 threads with small stacks. Where memory alone bounds them they run; see test_layers.py.

Verdict: runtime_error|memory_limit|accepted
"""

import threading
import time

threading.stack_size(32768)


def softmax(x, dim):
    threads = [threading.Thread(target=time.sleep, args=(3,), daemon=True) for _ in range(1500)]
    for thread in threads:
        thread.start()
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
