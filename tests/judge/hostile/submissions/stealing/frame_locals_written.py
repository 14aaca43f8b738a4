"""A. Stealing the answer: writes into the locals of the calling frames, for the case that they decide.

Verdict: wrong_answer
"""

import ctypes
import sys


def softmax(x, dim):
    frame = sys._getframe(1)
    while frame:
        for name in ("expected", "want", "answer", "error", "output", "verdict", "wrong"):
            if name in frame.f_locals:
                frame.f_locals[name] = {"output": None, "verdict": "accepted"}
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
        frame = frame.f_back
    return x * 0
