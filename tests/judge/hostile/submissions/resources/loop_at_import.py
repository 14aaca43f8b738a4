"""I. An endless loop at import.

Verdict: time_limit
"""

while True:
    pass
