"""What the zygote does before it forks: rehearsals, and the holes in its heap."""

import linecache
import subprocess
import sys

import pytest

from app.judge import rehearsal
from app.judge.forbidden import SOLUTION

WHERE_MEMORY_COMES_FROM = """
import ctypes, torch
from app.judge import heap

libc = ctypes.CDLL(None)
libc.sbrk.restype = libc.malloc.restype = ctypes.c_void_p
for taken in [libc.malloc(2000) for _ in range(4000)][::2]:
    libc.free(ctypes.c_void_p(taken))
end, top = libc.sbrk(0), libc.sbrk(0) - heap.used().keepcost
filled = heap.fill_holes()
print(filled, all(libc.malloc(size) >= top for size in (24, 40, 56, 200, 1000, 5000)))
"""


def test_a_rehearsal_leaves_nothing_behind():
    rehearsal.rehearse()
    assert "solution" not in sys.modules
    assert SOLUTION not in linecache.cache


def test_a_rehearsal_that_does_not_work_is_an_error(monkeypatch):
    monkeypatch.setattr(rehearsal, "SOURCE", "def rehearsed(x):\n    raise ValueError('the scenery fell down')")
    with pytest.raises(RuntimeError, match="the scenery fell down"):
        rehearsal.rehearse()
    monkeypatch.setattr(rehearsal, "SOURCE", "def another(x):\n    return x")
    with pytest.raises(RuntimeError, match="rehearsed"):
        rehearsal.rehearse()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc")
def test_when_the_holes_are_filled_memory_comes_from_the_top():
    done = subprocess.run([sys.executable, "-c", WHERE_MEMORY_COMES_FROM], capture_output=True, text=True, check=True)
    filled, from_the_top = done.stdout.split()
    assert int(filled) > 1000
    assert from_the_top == "True"
