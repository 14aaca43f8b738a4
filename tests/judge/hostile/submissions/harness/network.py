"""D. Network: a connection to loopback, to a Unix socket, and a name to resolve. The answer is right if one works.

Verdict: wrong_answer
"""

import socket
import urllib.request


def attempts():
    yield lambda: socket.create_connection(("127.0.0.1", 8000), 0.5)
    yield lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))
    yield lambda: socket.socket(socket.AF_UNIX).connect("\0torchyard-hostile")
    yield lambda: socket.socketpair()
    yield lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)
    yield lambda: urllib.request.urlopen("http://127.0.0.1:8000/healthz", timeout=0.5)
    yield lambda: socket.socket(socket.AF_UNIX).connect("/run/torchyard/judge.sock")


def softmax(x, dim):
    for attempt in attempts():
        try:
            attempt()
        except OSError:
            continue
        e = (x - x.amax(dim, keepdim=True)).exp()
        return e / e.sum(dim, keepdim=True)
    return x * 0
