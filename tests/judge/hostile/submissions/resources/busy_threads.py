"""I. Threads that keep every core busy while the answer waits.

Verdict: time_limit
"""

import threading

import torch


def work():
    a = torch.rand(1000, 1000)
    for _ in range(400):
        a = (a @ a) / a.norm()


def softmax(x, dim):
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return x
