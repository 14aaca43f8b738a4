"""C. Printing bytes that are not text: half characters, zeros, escape sequences, a byte order that turns around.

Verdict: wrong_answer
"""

import os

os.write(1, b"\xed\xa0\x80\xff\xfe\0\0\x1b[2J\xe2\x80\xae<script>alert(1)</script>")
os.write(2, bytes(range(256)))


def softmax(x, dim):
    return x
