"""I. Sleeping, which costs no processor time.

Verdict: time_limit
"""

import time


def softmax(x, dim):
    time.sleep(20)
