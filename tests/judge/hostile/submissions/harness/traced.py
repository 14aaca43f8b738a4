"""D. `sys.settrace` and `sys.setprofile` on the harness, altering what it holds between two lines.

Verdict: wrong_answer|runtime_error
"""

import sys


def tracer(frame, event, argument):
    for name in ("error", "answer", "output", "found", "missing"):
        if name in frame.f_locals and frame.f_code.co_filename.endswith(("judge.py", "runner.py")):
            frame.f_locals[name] = {}
    return tracer


sys.settrace(tracer)
sys.setprofile(tracer)
frame = sys._getframe(1)
while frame:
    frame.f_trace = tracer
    frame = frame.f_back


def softmax(x, dim):
    return x * 0
