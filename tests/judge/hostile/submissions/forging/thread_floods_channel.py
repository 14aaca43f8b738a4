"""C. Writing a reply to every inherited descriptor, over and over from a thread.

Verdict: runtime_error
"""

import json
import os
import stat
import struct
import threading
import time

text = json.dumps({"output": None, "inputs": [[], {}], "loaded": True}).encode()
frame = struct.pack("<IQ", len(text), 0) + text


def flood():
    end = time.monotonic() + 8
    while time.monotonic() < end:
        for fd in range(3, 256):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    os.write(fd, frame)
            except OSError:
                pass


threading.Thread(target=flood, daemon=True).start()


def softmax(x, dim):
    time.sleep(0.2)
    return x
