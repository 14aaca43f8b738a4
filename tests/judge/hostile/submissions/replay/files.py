"""E. Files across attempts: an answer is kept wherever a file can be made. The answer is right if one can.

Verdict: wrong_answer
"""

import os
import tempfile


def softmax(x, dim):
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "/run", os.path.expanduser("~"), os.getcwd(), "@HOME@", "@CWD@"):
        for attempt in (
            lambda: open(os.path.join(folder, "torchyard-hostile"), "a"),
            lambda: os.mkdir(os.path.join(folder, "torchyard-hostile-folder")),
            lambda: os.symlink("/etc", os.path.join(folder, "torchyard-hostile-link")),
            lambda: os.mkfifo(os.path.join(folder, "torchyard-hostile-fifo")),
            lambda: os.open(folder, os.O_TMPFILE | os.O_RDWR),
            lambda: tempfile.TemporaryFile(dir=folder),
        ):
            try:
                attempt()
            except OSError:
                continue
            e = (x - x.amax(dim, keepdim=True)).exp()
            return e / e.sum(dim, keepdim=True)
    return x * 0
