"""C. An error text with half a character and a zero, which no database and no page can hold.

Verdict: runtime_error
"""

if __name__:
    raise ValueError("half \ud800 and zero \0 and \x1b[2J")
