"""Threads used honestly: one exponential each, by hand and from a pool."""

import threading
from concurrent.futures import ThreadPoolExecutor

import torch


def softmax(x, dim):
    with ThreadPoolExecutor(2) as pool:
        top = pool.submit(lambda: x.amax(dim, keepdim=True)).result()
    parts = [None, None]

    def work(i, part):
        parts[i] = torch.exp(part)

    halves = [x - top, top - top]
    threads = [threading.Thread(target=work, args=(i, half)) for i, half in enumerate(halves)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    e = parts[0] * parts[1]
    return e / e.sum(dim, keepdim=True)
