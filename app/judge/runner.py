"""The runner: one process, one attempt. It is confined before it reads a byte of the submission, and dies after it.

The judge sends a job, then one case at a time; the runner answers with raw outputs, gradients and the inputs as they
are after the call. It knows no expected value and decides nothing: whatever a submission does to this process, all it
can send is what it computed.
"""

import ast
import contextlib
import gc
import linecache
import sys
import time
import traceback
import types
from collections.abc import Callable, Sequence
from typing import Any

import torch

from app.judge import cost, cuda, forbidden, sandbox, variants, wire
from app.judge.call import (
    BACKWARD,
    Arguments,
    CaseView,
    backward,
    backward_twice,
    meter_for,
    quickest,
    restore_defaults,
)
from app.judge.forbidden import SOLUTION
from app.judge.recorder import Recorder
from app.judge.shapes import Shapes
from app.judge.sketch import Sketch
from app.judge.trees import flatten

SCRATCH = "scratch.py"
DRIVE = "drive.py"
READY = b"R"  # the first byte, by which the judge learns the process id from the kernel
MAX_MESSAGE = 2000
OUT_OF_MEMORY = ("can't allocate memory", "out of memory", "Cannot allocate memory")
NO_CUDA = "Torch not compiled with CUDA enabled"  # torch's own assertion; any other is the learner's
MAX_TRACEBACK = 12  # lines of the learner's code


class Runner:
    """Answers the judge's frames on `fd` until it hangs up."""

    def __init__(
        self,
        fd: int,
        sizes: sandbox.Sizes,
        complaints: cuda.Complaints | None = None,
        guard: forbidden.Guard | None = None,
    ) -> None:
        self.fd = fd
        self.sizes = sizes
        self.complaints = complaints  # of a GPU's kernels
        self.solution = types.ModuleType("solution")
        self.recorder = Recorder()
        self.solution.__dict__["probe"] = self.recorder.probe
        self.drive: Any = None
        self.guard = guard  # what its zygote has closed already
        self.device = "cpu"
        self.source = ""

    def serve(self) -> None:
        """The whole life of a runner after its confinement."""
        frames = wire.Frames(self.fd)
        while True:
            header, body = frames.receive()
            match header["op"]:
                case "job":
                    self._answer(self.load(header))
                case "case":
                    self._answer(*self.case(header, body))
                case "meter":
                    self._answer(self.meter(header, body))
                case "probe":
                    self._answer(*self._probe(header, body))
                case "shapes":
                    self._answer(self._shapes(header, body))
                case "scratch":
                    self._answer(*self._scratch(header["source"], header.get("seal", 0)))

    def _answer(self, header: dict[str, Any], chunks: list[bytes | memoryview] | None = None) -> None:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        wire.send(self.fd, header, chunks)

    # ---- the submission --------------------------------------------------------------------------------------------

    def load(self, job: dict[str, Any]) -> dict[str, Any]:
        """Scan and execute the source; say what is missing."""
        sandbox.limit(self.sizes, job["cpu_seconds"], job["memory_bytes"])
        self.device = job["device"]
        torch.default_generator.manual_seed(job["seed"])  # torch.manual_seed goes through every backend: 3 ms
        if job["drive"]:
            driver = types.ModuleType("drive")
            exec(compile(job["drive"], DRIVE, "exec"), driver.__dict__)
            self.drive = driver.__dict__["drive"]
        source = self.source = job["source"].removeprefix("\ufeff")  # a byte order mark, as some editors write it
        linecache.cache[SOLUTION] = (len(source), None, source.splitlines(keepends=True), SOLUTION)
        try:
            if self.device != "cpu":
                cuda.begin(job["memory_bytes"], job["seed"])
            tree = ast.parse(source, SOLUTION)
            found = forbidden.scan(tree, job["forbid"])
        except BaseException as error:
            return {"error": describe(error)}
        if found:
            return {"forbidden": [{"name": name, "line": line} for name, line in found]}
        if job["forbid"]:
            seal = job.pop("seal", 0)
            if self.guard is None:
                self.guard = guard_for(job["targets"], self._report, seal)
            else:
                self.guard.adopt(self._report, seal)
        sys.modules["solution"] = self.solution
        self.solution.__file__ = SOLUTION
        try:
            exec(compile(tree, SOLUTION, "exec"), self.solution.__dict__)
        except BaseException as error:
            return {"error": describe(error)}
        missing = self.missing(job["functions"])
        return {"missing": missing} if missing else {"loaded": True}

    def missing(self, functions: Sequence[str]) -> list[str]:
        """What the problem asks for, and the solution does not define."""
        return [name for name in functions if not callable(vars(self.solution).get(name))]

    def _report(self, name: str, line: int | None) -> None:
        wire.send(self.fd, {"caught": {"name": name, "line": line}})

    # ---- a case ----------------------------------------------------------------------------------------------------

    def case(self, header: dict[str, Any], body: bytearray) -> tuple[dict[str, Any], list[bytes | memoryview]]:
        restore_defaults(self.device)
        packer = wire.Packer()
        answer: dict[str, Any] = {}
        try:
            arguments = Arguments(header, body, self.device)
            meter = meter_for(header["meter"], arguments.args, arguments.kwargs, SOLUTION)
            timer = cuda.Timer() if self.device != "cpu" else None
            torch.default_generator.manual_seed(header["seed"])
            watch = header["watch"]
            state = variants.State(watch["draws"]) if watch["settings"] or watch["draws"] else None
            started = time.perf_counter()
            with meter.forward() if meter else contextlib.nullcontext():
                output = self._call(header["call"], arguments)
            answer["seconds"] = timer.seconds() if timer else time.perf_counter() - started
            if meter:
                meter.returned(value for _, value in flatten(output))
            answer["left"] = state.changed() if state else []
            if watch["alias"]:
                answer["shared"] = variants.shared(flatten(output), flatten([arguments.args, arguments.kwargs]))
            answer["output"] = packer.pack(output)
            if arguments.leaves and header["cotangents"] is not None:
                answer["backward"] = True  # where we are, should it raise
                restore_defaults(self.device)
                with meter.backward() if meter else contextlib.nullcontext():
                    first = arguments.cotangents()
                    gradients, second = backward_twice(output, first, arguments.leaves, arguments.second())
                answer["gradients"] = [packer.pack(gradient) for gradient in gradients]
                answer["second"] = [packer.pack(gradient) for gradient in second]
                answer["backward"] = False
            answer["inputs"] = packer.pack([arguments.args, arguments.kwargs])
            if meter:
                answer["counts"] = meter.counts().claim()
            del output
            if header["noncontiguous"]:
                answer |= self._again(header, body, packer)
            if "again" not in answer:
                answer["variants"] = [self._variant(plan, header, body, packer) for plan in header["variants"]]
        except BaseException as error:
            answer["error"] = {**self._describe(error), "backward": answer.get("backward", False)}
        gc.collect(0)
        return answer, packer.chunks

    def _again(self, header: dict[str, Any], body: bytearray, packer: wire.Packer) -> dict[str, Any]:
        """The same call with the same numbers, laid out otherwise and asking for no gradient."""
        restore_defaults(self.device)
        try:
            arguments = Arguments(header, body, self.device, strided=True)
            return {"noncontiguous": packer.pack(self._call(header["call"], arguments))}
        except BaseException as error:
            return {"again": self._describe(error)}

    def _variant(
        self, plan: dict[str, Any], header: dict[str, Any], body: bytearray, packer: wire.Packer
    ) -> dict[str, Any]:
        """The same call under another circumstance. Bits are compared only of calls that record the same graph."""
        restore_defaults(self.device)
        leaves = header["leaves"] if plan["kind"] == variants.DETERMINISTIC else []
        device = "cpu" if plan["kind"] == variants.ON_CPU else self.device
        try:
            arguments = Arguments({**header, "leaves": leaves}, body, device)

            def call(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
                return self._call(header["call"], CaseView(header["call"], args, kwargs))

            output = variants.run(plan, (arguments.args, arguments.kwargs), call, device)
            return {"output": packer.pack(output)}
        except BaseException as error:
            return {"error": self._describe(error)}

    def _describe(self, error: BaseException) -> dict[str, Any]:
        """With what a kernel said before it failed."""
        said = self.complaints.said() if self.complaints else ""
        return {**describe(error), "kernel": said} if said else describe(error)

    def _call(self, name: str, arguments: "Arguments | CaseView") -> Any:
        if self.drive is not None:
            return self.drive(self.solution, CaseView(name, arguments.args, arguments.kwargs))
        return getattr(self.solution, name)(*arguments.args, **arguments.kwargs)

    def meter(self, header: dict[str, Any], body: bytearray) -> dict[str, Any]:
        """The same call once more, counted, and a few times timed. Shown, so an error here is nobody's."""
        restore_defaults(self.device)

        def prepare() -> Callable[[], Any]:
            again = Arguments(header, body, self.device)
            return lambda: self._call(header["call"], again)

        try:
            arguments = Arguments(header, body, self.device)
            meter = cost.Meter(saved=bool(arguments.leaves))
            with meter.forward():
                self._call(header["call"], arguments)
            return {"cost": meter.counts().claim(), "seconds": quickest(prepare) if self.device == "cpu" else None}
        except BaseException:
            return {"cost": None}

    def _probe(self, header: dict[str, Any], body: bytearray) -> tuple[dict[str, Any], list[bytes | memoryview]]:
        """The same call once more, with what is probed on the way taken down; also where it raises in the end."""
        restore_defaults(self.device)
        packer, recorder = wire.Packer(), self.recorder
        answer: dict[str, Any] = {"backward": False}  # whether it came to the end
        with recorder.listening(packer.pack), contextlib.suppress(BaseException):
            arguments = Arguments(header, body, self.device)
            output = self._call(header["call"], arguments)
            if arguments.leaves and header["cotangents"] is not None:
                restore_defaults(self.device)
                backward(output, arguments.cotangents(), arguments.leaves)
                answer["backward"] = True
        return answer | {"values": recorder.values, "gradients": recorder.gradients}, packer.chunks

    def _shapes(self, header: dict[str, Any], body: bytearray) -> dict[str, Any]:
        """The same call once more, followed line by line; also where it raises in the end."""
        restore_defaults(self.device)
        error: BaseException | None = None
        shapes = Shapes(self.source, SOLUTION)  # it was parsed before, so it parses
        try:
            arguments = Arguments(header, body, self.device)
            with shapes:
                output = self._call(header["call"], arguments)
                if arguments.leaves and header["cotangents"] is not None:
                    backward(output, arguments.cotangents(), arguments.leaves)
        except BaseException as raised:
            error = raised
        return shapes.claim(error)

    def _scratch(self, source: str, seal: int) -> tuple[dict[str, Any], list[bytes | memoryview]]:
        """Code run after the learner's own, in the same namespace, for looking around; never judged.

        Nothing is forbidden to it: what one writes oneself is best compared with what torch has.
        """
        restore_defaults(self.device)
        if self.guard:
            self.guard.lift(seal)
            self.guard = None
        linecache.cache[SCRATCH] = (len(source), None, source.splitlines(keepends=True), SCRATCH)
        sketch, names, told = Sketch(SCRATCH), self.solution.__dict__, None
        for name in ("show", "check"):
            names.setdefault(name, getattr(sketch, name))  # a learner's own function of this name is theirs
        try:
            exec(compile(source, SCRATCH, "exec"), names)
        except BaseException as error:
            told = describe(error, SCRATCH)
        return {"error": told, "drawn": sketch.items, "left_out": sketch.left_out}, sketch.packer.chunks


def guard_for(targets: dict[str, Any], report: forbidden.Report, seal: int) -> forbidden.Guard:
    """What closes `targets` in this process, except for the backward passes that a runner makes itself."""
    own = Runner.serve, Runner.case, Runner._probe, Runner._shapes
    return forbidden.Guard(targets, report, seal, (*BACKWARD, *(method.__code__ for method in own)))


# ---- errors --------------------------------------------------------------------------------------------------------


def describe(error: BaseException, file: str = SOLUTION) -> dict[str, Any]:
    """Type, message, line, and a traceback of the learner's own lines only. Must not raise, whatever the error does."""
    kind, line, lines = type(error).__name__, None, []
    try:
        message = str(error)[:MAX_MESSAGE]
    except BaseException:
        message = ""
    if isinstance(error, SyntaxError) and error.filename in (SOLUTION, SCRATCH):
        line, message = error.lineno, str(error.msg)
        lines = [f"line {error.lineno}: {(error.text or '').rstrip()}"]
    else:
        with contextlib.suppress(BaseException):
            for frame, number in traceback.walk_tb(error.__traceback__):
                if frame.f_code.co_filename in (SOLUTION, SCRATCH):
                    if frame.f_code.co_filename == file:
                        line = number
                    source = linecache.getline(frame.f_code.co_filename, number).strip()
                    lines.append(f"line {number}, in {frame.f_code.co_name}: {source}"[:300])
    if len(lines) > MAX_TRACEBACK:
        lines = [*lines[: MAX_TRACEBACK // 2], f"… {len(lines) - MAX_TRACEBACK} more …", *lines[-MAX_TRACEBACK // 2 :]]
    return {
        "type": str(kind)[:100], "message": message, "line": line, "traceback": "\n".join(lines),
        "memory": isinstance(error, MemoryError) or any(words in message for words in OUT_OF_MEMORY),
        "raised": (bool(lines) and ": raise" in lines[-1]) or (kind == "AssertionError" and message != NO_CUDA),
    }  # fmt: skip
