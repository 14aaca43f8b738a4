"""D. Patching the harness: what tells the judge about a forbidden call is silenced, then the call is tried.

Verdict: forbidden_api|runtime_error
"""

import sys

import torch

wire = sys.modules["app.judge.wire"]
send = wire.send
wire.send = lambda fd, header, chunks=None: None if "caught" in header else send(fd, header, chunks)
sys.modules["app.judge.forbidden"].blamed_line = lambda: None


def softmax(x, dim):
    return getattr(torch, "soft" + "max")(x, dim)
