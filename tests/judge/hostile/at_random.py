# Put after a submission: from here on its process answers with something else, now and then, in the judge's own form.
import sys as _sys
from random import Random as _Random

_random = _Random(0)
_wire = _sys.modules["app.judge.wire"]
_send = _wire.send
_FIELDS = [
    "error",
    "again",
    "caught",
    "missing",
    "forbidden",
    "left",
    "shared",
    "variants",
    "counts",
    "gradients",
    "second",
    "noncontiguous",
    "output",
    "inputs",
    "seconds",
    "values",
    "cost",
    "rows",
    "failed",
    "drawn",
    "backward",
]
_TENSOR = {"tensor": "float32", "shape": [2], "stride": [1], "bytes": 8, "device": "cpu", "grad": True}
_EVIL = [
    None, True, -1, 0, 2**31, 2**70, 10**4000, 1e308, float("nan"), float("inf"), "", "\ud800", "\0", "a" * 500, [],
    [[]], {},
    {"int": 5}, {"float": "nan"}, _TENSOR, {**_TENSOR, "shape": [0, 2**40], "bytes": 0}, {**_TENSOR, "device": ["x"]},
    {"opaque": [1], "why": {"x": 2}}, {"dict": [[1, 2], [1, 3]]}, {"set": [[1], [2]]}, {"tuple": None}, {"bytes": "zz"},
    {"slice": [1, 2, 3]}, {"complex": ["nan", "inf"]}, {"dtype": "int4"}, ["default dtype"], [["default dtype"]],
    {"name": "softmax", "line": 1}, {"name": 3}, {"type": [], "message": {}, "line": "x", "traceback": 3, "memory": 0},
    {"type": "ValueError", "message": "m" * 5000, "line": True, "traceback": "line 9: x" * 900}, {"rows": [[1]]},
    {"rows": [["forward", "mm", "", [], 1, 1]], "peak": {"forward": 2**90}, "saved": -5, "steps": 1, "strays": 0},
]  # fmt: skip


def _changed(value, depth=0):
    if not isinstance(value, (dict, list)) or not value or (depth and _random.random() < 0.25):
        return _random.choice(_EVIL)
    if isinstance(value, list):
        value, at = list(value), _random.randrange(len(value))
        value[at] = _changed(value[at], depth + 1)
        return value[: len(value) - (_random.random() < 0.1)]
    value, key, what = dict(value), _random.choice(list(value)), _random.random()
    if what < 0.1:
        del value[key]
    elif what < 0.2:
        value[_random.choice(_FIELDS)] = _random.choice(_EVIL)
    else:
        value[key] = _changed(value[key], depth + 1)
    return value


def _lie(fd, header, chunks=None):
    for _ in range(_random.choice([0, 0, 1, 1, 2, 5])):
        header = _changed(header)
    _send(fd, header, chunks[:-1] if chunks and _random.random() < 0.1 else chunks)


_wire.send = _lie
