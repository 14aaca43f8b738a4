"""I. A regular expression that never ends.

Verdict: time_limit
"""

import re


def softmax(x, dim):
    return re.match(r"(a|a|aa)+$", "a" * 60 + "b")
