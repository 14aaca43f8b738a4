"""I. Daemons: the submission closes the judge's channel and lives on.

Verdict: runtime_error
"""

import os
import time


def softmax(x, dim):
    os.closerange(0, 256)
    time.sleep(20)
