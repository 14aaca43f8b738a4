"""Sandbox. Writing, renaming, removing and changing files and folders. The answer is right if one can be done.

Verdict: wrong_answer
"""

import os
import sys

import torch


def softmax(x, dim):
    target = torch.__file__
    for attempt in (
        lambda: open(target, "a"),
        lambda: os.remove(target),
        lambda: os.rename(target, target + "-torchyard-hostile"),
        lambda: os.chmod(target, 0o777),
        lambda: os.chown(target, 0, 0),
        lambda: os.utime(target),
        lambda: os.truncate(target, 0),
        lambda: os.link(target, "/torchyard-hostile"),
        lambda: os.setxattr(target, "user.torchyard-hostile", b"1"),
        lambda: os.mkdir("/torchyard-hostile"),
        lambda: os.rmdir("/tmp"),
        lambda: os.open(os.path.dirname(target), os.O_RDWR | os.O_TMPFILE),
        lambda: open(os.path.join(sys.prefix, "torchyard-hostile"), "w"),
        lambda: os.mknod("/torchyard-hostile", 0o20666, os.makedev(1, 3)),
        lambda: os.ftruncate(0, 10),
    ):
        try:
            attempt()
        except (OSError, ValueError):
            continue
        e = (x - x.amax(dim, keepdim=True)).exp()
        return e / e.sum(dim, keepdim=True)
    return x * 0
