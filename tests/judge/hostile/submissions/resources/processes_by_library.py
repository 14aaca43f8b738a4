"""I. Processes by multiprocessing and concurrent.futures.

Verdict: runtime_error
"""

import concurrent.futures


def softmax(x, dim):
    with concurrent.futures.ProcessPoolExecutor(2) as executor:
        return list(executor.map(abs, [1, 2]))
