"""A. Secrets: the environment, from Python and from the process's memory.

Verdict: wrong_answer
"""

import ctypes
import os
import sys

print(dict(os.environ), sys.argv, sys.orig_argv, sys.flags)
environ = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
at = 0
while environ[at]:
    print(environ[at])
    at += 1


def softmax(x, dim):
    return x
