"""The yardstick: a judge without any isolation, `exec` in its own server process, as quick as Python and torch allow.

It judges the same cases of a problem as Torchyard does, values and gradients, against the same expected values, and
reports true or false. One submission can stop it for everybody, read its answers, and replace `torch.allclose`: it is
here to measure what protection costs, and for nothing else.

    python -m bench.bare SLUG PORT      serve: POST a source to /, and read {"accepted": …}
    python -m bench.bare SLUG --once    judge what comes on standard input, say the verdict, end: a process for each
"""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import torch
import uvicorn
from fastapi import FastAPI, Request
from torch import Tensor

from app.catalog import Catalog
from app.judge.call import Arguments, backward
from app.judge.compare import allowed_error
from app.judge.oracle import Oracle
from app.judge.prepared import Prepared
from bench.yard import ROOT, free_port, listens, process, until


class Bare:
    """All cases of one problem, and whether a source passes them."""

    def __init__(self, slug: str) -> None:
        torch.set_num_threads(1)
        oracle = Oracle(Catalog(ROOT / "problems")[slug])
        self.prepared = oracle.prepared(0)
        self.bodies = [bytearray(b"".join(prepared.chunks)) for prepared in self.prepared]

    def accepts(self, source: str) -> bool:
        names: dict[str, Any] = {}
        exec(compile(source, "solution.py", "exec"), names)
        return all(self._passes(names, *case) for case in zip(self.prepared, self.bodies, strict=True))

    def _passes(self, names: dict[str, Any], prepared: Prepared, body: bytearray) -> bool:
        arguments = Arguments(prepared.header, body, "cpu")
        output = names[prepared.case.call](*arguments.args, **arguments.kwargs)
        gradients = backward(output, arguments.cotangents(), arguments.leaves) if arguments.leaves else []
        pairs = zip([prepared.outputs, *prepared.grads], [output, *gradients], strict=True)
        return all(self._close(expected, value) for expected, value in pairs)

    @staticmethod
    def _close(expected: Any, value: Tensor | None) -> bool:
        if value is None or value.shape != expected.value.shape:
            return False
        same = value == expected.value
        return bool((same | ((value.detach() - expected.value).abs() <= allowed_error(expected))).all())


def app_of(bare: Bare) -> FastAPI:
    app = FastAPI()

    @app.post("/")
    async def judge(request: Request) -> dict[str, bool]:
        return {"accepted": bare.accepts(json.loads(await request.body())["code"])}

    return app


@contextlib.contextmanager
def serving(slug: str) -> Iterator[Callable[[], int]]:
    """The yardstick in a process of its own; gives a function that says its port once it answers."""
    port = free_port()
    with process("-m", "bench.bare", slug, str(port)):
        yield lambda: until(lambda: listens(port)) and port


def main(slug: str, how: str) -> None:
    bare = Bare(slug)
    if how == "--once":
        print("accepted" if bare.accepts(sys.stdin.read()) else "wrong_answer")
    else:
        uvicorn.run(app_of(bare), host="127.0.0.1", port=int(how), log_level="warning")


if __name__ == "__main__":
    main(*sys.argv[1:])
