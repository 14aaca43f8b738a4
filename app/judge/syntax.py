"""Parsing Python, one thread at a time.

CPython 3.11 counts how deep a tree is, while it makes objects of it, in one place for all threads, and raises
SystemError where two of them do so at once (https://github.com/python/cpython/issues/106905). The judge has many
threads.
"""

import ast
import threading

_ALONE = threading.RLock()


def parse(source: str, filename: str = "<unknown>") -> ast.Module:
    """Like `ast.parse`. Raises SyntaxError and what else it does."""
    with _ALONE:
        return ast.parse(source, filename)
