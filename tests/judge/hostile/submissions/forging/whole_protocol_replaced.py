"""C. The whole protocol taken over: a loop in the submission reads the judge's questions and answers each with zeros.

Verdict: wrong_answer
"""

import json
import os
import stat
import struct

import torch


def exactly(fd, size):
    data = b""
    while len(data) < size:
        more = os.read(fd, size - len(data))
        if not more:
            os._exit(0)
        data += more
    return data


def serve(fd):
    while True:
        header_size, body_size = struct.unpack("<IQ", exactly(fd, 12))
        question = json.loads(exactly(fd, header_size))
        exactly(fd, body_size)
        given = question["args"][0]
        size = getattr(torch, given["tensor"]).itemsize
        for n in given["shape"]:
            size *= n
        zeros = {**given, "bytes": size, "grad": True}
        answer = {"output": zeros, "gradients": [zeros], "inputs": [{"tuple": [zeros, None]}, {"dict": []}]}
        answer |= {"noncontiguous": zeros, "seconds": -1e300}
        text, body = json.dumps(answer).encode(), b"\0" * (4 * size)
        os.write(fd, struct.pack("<IQ", len(text), len(body)) + text + body)


for number in range(3, 256):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            os.write(number, struct.pack("<IQ", 15, 0) + b'{"loaded":true}')
            serve(number)
    except OSError:
        pass


def softmax(x, dim):
    return x
