"""One attempt: send the submission and the cases one by one to its runner, compare what comes back, report.

Everything that decides is in this process. The clock, the output limit and the memory limit are kept from here; what
the runner says is only ever taken as "this is what the submission computed".
"""

import contextlib
import logging
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.judge import explain, wire
from app.judge.all_checks import Tell, compare_answer
from app.judge.checks import Malformed, read_answer
from app.judge.cost import Counts
from app.judge.counterexample import Search
from app.judge.diagnose import Outcome, diagnose
from app.judge.drawn import read_drawn
from app.judge.faults import Kind, fault_of, verdict_on
from app.judge.forbidden import targets
from app.judge.gates import broken_gates
from app.judge.gpus import Lost
from app.judge.inlays import read_inlays
from app.judge.oracle import Oracle, Prepared
from app.judge.picture import Paper
from app.judge.plain_words import about_operands
from app.judge.pool import NoRunner, Runner
from app.judge.present import inputs_of
from app.judge.probes import compare_probes, read_probed, steps_of
from app.judge.relations import relate
from app.judge.verdict import CaseResult, Check, Report, Verdict

log = logging.getLogger("torchyard.judge")
Emit = Callable[[dict[str, Any]], None]  # "case" holds a CaseResult: most are never told, the report has them all
EXTRA_BYTES = 64 << 20  # that an answer may hold beyond what it should
DRAIN = 1 << 16
AHEAD = 1 << 16  # bytes of cases that a runner gets before it asks: they fit into the socket
ASIDE_SECONDS = 1.0  # for one call that took far less a moment ago
FOLLOWED_SECONDS = 0.2  # that a call may take, to be made once more for its shapes
HANGUP_SECONDS = 2.0  # from the end of the channel to the end of the process


class Cancelled(Exception):
    """The learner does not want to know any more."""


@dataclass
class Job:
    """An attempt as it came from the web side."""

    id: str
    slug: str
    code: str
    mode: str = "submit"
    device: str = "auto"
    scratch: str | None = None
    reveal: bool = False  # whether this learner may see the inputs of hidden cases: the problem is solved or given up
    salt: int | None = None  # of the hidden cases; None: any
    until_failure: bool = False  # cases after the first that does not pass are left out, and so is the diagnosis
    cancelled: threading.Event = field(default_factory=threading.Event)


class Killed(NoRunner):
    """Something outside killed the runner: not the submission's doing, so it is judged again."""


class Stop(Exception):
    """The attempt is decided before its last case."""

    def __init__(self, verdict: Verdict, sentence: str) -> None:
        super().__init__(sentence)
        self.verdict, self.sentence = verdict, sentence


class Attempt:
    """One attempt in one runner."""

    def __init__(
        self, job: Job, oracle: Oracle, prepared: list[Prepared], runner: Runner, device: str, salt: int, emit: Emit
    ) -> None:
        self.job, self.oracle, self.prepared, self.runner, self.emit = job, oracle, prepared, runner, emit
        self.on_gpu = device != "cpu"
        self.problem = oracle.problem
        self.report = Report(self.problem.slug, self.problem.revision, job.mode, device, salt, total=len(prepared))
        self.report.cases = [CaseResult(p.case.name, p.case.public) for p in prepared]
        self.outcomes: list[Outcome] = []  # of the cases judged so far
        self.output = bytearray()
        self.paper = Paper()
        self.output_limit = self.problem.limits.output_kib << 10
        self.current: CaseResult | None = None
        self.frames = wire.Frames(runner.fd)
        self.sent = 0  # cases that the runner has or had
        self._gate_failed = False
        self._over = False  # whether the runner is good for nothing more
        self.left = self.problem.limits.wall_seconds  # of the time spent waiting for the runner
        self.seal = random.getrandbits(48)  # lifts what is forbidden; the runner keeps no copy

    # ---- the course of an attempt ----------------------------------------------------------------------------------

    def judge(self) -> None:
        """Fill in the report."""
        self.emit({"kind": "started"})
        started = time.monotonic()
        try:
            self._load()
            for index, (prepared, result) in enumerate(zip(self.prepared, self.report.cases, strict=True)):
                self.current = result
                self._case(index, prepared, result)
                self.emit({"kind": "case", "index": index, "total": self.report.total, "case": result})
                if self.job.until_failure and result.status != "passed":
                    break
            self.current = None
            self._scratch()
            self._decide()
        except Stop as stop:
            self._stopped(stop)
        except Malformed:
            text = "Your code wrote to the judge's channel, so its answers cannot be read."
            self._stopped(Stop(Verdict.RUNTIME_ERROR, text))
        self.report.cost["wall"] = round(time.monotonic() - started, 6)
        self._finish()

    def _load(self) -> None:
        limits = self.problem.limits
        self.runner.limit_memory(limits.memory_mib << 20)
        answer, _ = self._ask({
            "op": "job", "source": self.job.code, "drive": self.oracle.drive_source, "device": self.report.device,
            "forbid": list(self.problem.forbid), "targets": targets(self.problem.forbid, self.report.device),
            "functions": list(self.problem.functions),
            "seed": random.getrandbits(31), "seal": self.seal, "cpu_seconds": int(limits.wall_seconds) + 2,
            "memory_bytes": limits.memory_mib << 20,
        })  # fmt: skip
        self.report.output = self._printed()
        if found := answer.get("forbidden"):
            self._forbid(found)
        if isinstance(error := answer.get("error"), dict):
            self.report.error = explain.as_shown(error, None, source=self.job.code)
            self._check_gpu(error, self.report.error)
            text = explain.sentence_of(self.report.error, error, self.problem.limits.memory_mib)
            raise Stop(explain.verdict_of(error), text)
        if missing := answer.get("missing"):
            if not isinstance(missing, list):
                raise Malformed
            names = ", ".join(f"`{str(name)[:60]}`" for name in missing[:5])
            text = f"Your code defines no function or class {names}. The problem asks for it by this name."
            self.report.error = {"type": "NameError", "message": text, "line": None, "traceback": "", "case": None}
            raise Stop(Verdict.RUNTIME_ERROR, text)

    def _case(self, index: int, prepared: Prepared, result: CaseResult) -> None:
        """Judge one case. The runner gets the following one before this one is compared: both work at once."""
        if self.sent == index:
            self._feed()
        answer, body = self._receive(prepared.chunks)
        if isinstance(seconds := answer.get("seconds"), float) and seconds >= 0:  # shown, never judged
            result.seconds = round(min(seconds, time.monotonic() - self.sent_at), 6)  # and no more than we waited
        printed = self._printed()
        if self.sent == index + 1:
            self._feed()
        if prepared.case.public:
            result.output = printed
            self.report.output += printed
        if isinstance(error := answer.get("error"), dict):
            self._case_raised(prepared, result, error)
            return
        given = read_answer(prepared, answer, body)
        if not self._may_see(prepared):
            given = given.veiled(explain.veiled)
        drawn = prepared.case.public or not any(outcome.failed or outcome.raised for outcome in self.outcomes)
        paper = self.paper if drawn else None
        try:
            wanted = prepared.on_gpu if self.on_gpu else prepared
            checks = compare_answer(wanted, given, self.problem.checks.unchanged, paper, self._teller(prepared))
        except (KeyError, TypeError) as error:
            raise Malformed from error
        if given.raised is not None and all(check.status == "passed" for check in checks):
            self._case_raised(prepared, result, given.raised)
            return
        result.checks = checks
        failed = next((check for check in checks if check.status == "failed"), None)
        result.status = "failed" if failed else "passed"
        result.sentence = failed.message if failed else ""
        self.outcomes.append(Outcome.of(given, checks))
        self._note_cost(prepared, given.counts, checks)
        self._reveal_input(prepared, result)

    def _teller(self, prepared: Prepared) -> Tell:
        """Says what stopped a variant, as far as this learner may know."""
        hidden = None if self._may_see(prepared) else self.job.code

        def tell(error: dict[str, Any]) -> str:
            described = explain.as_shown(error, prepared.case, hidden)
            return explain.sentence_of(described, error, self.problem.limits.memory_mib)

        return tell

    def _feed(self) -> None:
        """Send the next case, and with a hidden one those that follow, while they are small and hidden too.

        A public one goes alone: what is printed from here to its answer is its own. Nothing is on its way when this is
        called, so that what is sent finds room, and neither side waits for the other.
        """
        pieces: list[bytes | memoryview] = []
        for prepared in self.prepared[self.sent :]:
            if pieces and (prepared.case.public or sum(map(len, (*pieces, *prepared.frame))) > AHEAD):
                break
            pieces += prepared.frame
            self.sent += 1
            if prepared.case.public:
                break
        if pieces:
            self._write(pieces)

    def _case_raised(self, prepared: Prepared, result: CaseResult, error: dict[str, Any]) -> None:
        hidden = None if self._may_see(prepared) else self.job.code
        described = explain.as_shown(error, prepared.case, hidden, self.job.code)
        if hidden is None and error.get("kernel"):
            described["message"] += "\n" + str(error["kernel"])[:300]
        self._check_gpu(error, described)
        result.status = "error"
        self.outcomes.append(Outcome(raised=True))
        result.sentence = explain.sentence_of(described, error, self.problem.limits.memory_mib)
        self._reveal_input(prepared, result)
        if self.report.error is None:
            self.report.error = described
            self.first_error = (explain.verdict_of(error), result.sentence)
        if error.get("memory"):
            raise Stop(Verdict.MEMORY_LIMIT, result.sentence)

    def _check_gpu(self, error: dict[str, Any], shown: dict[str, Any]) -> None:
        """On a GPU, stop at an error after which its context is good for nothing. Raises Stop, Lost."""
        if not self.on_gpu or error.get("raised"):
            return
        fault = fault_of(str(error.get("message", ""))[:2000])
        if fault is None:
            return
        if fault.kind is Kind.LOST:
            raise Lost(fault.words)
        self.report.error = self.report.error or shown
        raise Stop(*verdict_on(fault, explain.place_of(shown), self.problem.limits.memory_mib))

    def _scratch(self) -> None:
        if self.job.mode != "run" or not self.job.scratch:
            return
        answer, body = self._ask({"op": "scratch", "source": self.job.scratch, "seal": self.seal})
        error, left_out = answer.get("error"), answer.get("left_out")
        drawn: list[dict[str, Any]] = []
        both = f"{self.job.code}\n{self.job.scratch}"
        with contextlib.suppress(Malformed):  # drawings of nonsense are no drawings
            drawn = read_drawn(answer, body, self.job.scratch)
        self.report.scratch = {
            "output": self._printed(),
            "error": explain.as_shown(error, None, source=both) if isinstance(error, dict) else None,
            "drawn": drawn,
            "left_out": min(left_out, 1_000_000) if type(left_out) is int and left_out > 0 else 0,
        }

    def _decide(self) -> None:
        """The first case that did not pass gives the verdict."""
        report = self.report
        report.passed = sum(case.status == "passed" for case in report.cases)
        index = self._first_failure()
        first = None if index is None else report.cases[index]
        if first is None:
            report.verdict = Verdict.ACCEPTED
            every = "public case passes" if self.job.mode == "run" else "case passes"
            report.sentence = f"Every {every}." if report.total else "Nothing was asked."
        elif first.status == "error":
            report.verdict, report.sentence = self.first_error
        else:
            report.verdict = Verdict.WRONG_ANSWER
            report.sentence = f"Case “{first.name}”, {self._check_name(first)}: {first.sentence}"

    def _first_failure(self) -> int | None:
        """Where the first case stands that was judged and did not pass."""
        return next((i for i, case in enumerate(self.report.cases) if case.status in ("failed", "error")), None)

    @staticmethod
    def _check_name(case: CaseResult) -> str:
        return next(check.name for check in case.checks if check.status == "failed")

    def search(self, busy: Callable[[], bool]) -> Search | None:
        """For the smallest input that still fails as the first case did; None where that cannot be asked."""
        index = self._first_failure()
        if index is None or self._over or self.on_gpu or self.job.until_failure:
            return None
        prepared, case = self.prepared[index], self.report.cases[index]
        failed = self._check_name(case) if case.status == "failed" else None
        may_see = self._may_see(prepared)
        return Search(self.oracle, prepared, self.runner, self.frames, self.job.code, failed, may_see, busy)

    def _stopped(self, stop: Stop) -> None:
        report = self.report
        if self.current is not None and self.current.status == "skipped":
            self.current.status, self.current.sentence = "error", stop.sentence
            index = report.cases.index(self.current)
            self.emit({"kind": "case", "index": index, "total": report.total, "case": self.current})
        report.passed = sum(case.status == "passed" for case in report.cases)
        report.verdict, report.sentence = stop.verdict, stop.sentence
        self._over = True

    def _finish(self) -> None:
        """What is added after the verdict is known: the first wrong step, diagnosis or relation, cost."""
        report = self.report
        report.output_truncated = len(self.output) > self.output_limit
        if self.job.until_failure:
            return
        if report.verdict is not Verdict.ACCEPTED:
            self._probe()
        if report.verdict is Verdict.WRONG_ANSWER:
            if diagnosis := diagnose(self.oracle, report.seed, self.outcomes):
                report.diagnosis, report.sentence = diagnosis, diagnosis["text"]
            else:
                report.relation = relate(self.prepared, self.outcomes)
        if report.verdict is Verdict.ACCEPTED and self.prepared and "ops" not in report.cost:
            self._meter(self.prepared[0])
        self._shapes()

    def _note_cost(self, prepared: Prepared, counts: Counts | None, checks: list[Check]) -> None:
        """The report shows the counts of the first case that breaks a gate, else of the last one that has any."""
        if counts is not None and not self._gate_failed:
            self._gate_failed = bool(broken_gates(checks))
            self._tell_cost(prepared, counts, prepared.cost)

    def _tell_cost(self, prepared: Prepared, counts: Counts, reference: Counts) -> None:
        """Of the forward pass, and the backward pass where a gate looks at it."""
        during = "forward" if all(limit.gate.during == "forward" for limit in prepared.limits) else "both"
        theirs = reference.describe(during)
        told = {"case": prepared.case.name, "during": during, "reference": theirs}
        self.report.cost |= counts.describe(during) | told

    def _meter(self, prepared: Prepared) -> None:
        """Operators, FLOPs and bytes of the first case, beside the reference's. A failure here changes nothing."""
        answer, _ = self._ask_aside("meter", prepared)
        try:
            counts = Counts.claimed(answer.get("cost"))
            reference = self.oracle.remembered(
                ("cost", prepared.case.name), lambda: self.oracle.cost_of_reference(prepared)
            )
            self._tell_cost(prepared, counts, reference)
        except Exception as error:
            log.debug("no cost: %r", error)

    def _probe(self) -> None:
        """The first wrong step of the first case that did not pass, where the learner probed any."""
        index = self._first_failure()
        if self._over or index is None or "probe" not in self.job.code:
            return
        prepared = self.prepared[index]
        answer, body = self._ask_aside("probe", prepared)
        try:
            probed, hidden = read_probed(answer, body), not self._may_see(prepared)
            if hidden:
                probed = probed.veiled(explain.veiled)
            source = self.job.code if hidden else None
            found = compare_probes(steps_of(self.oracle, prepared), probed, self.report.device, source)
        except Exception as error:
            log.debug("no probes: %r", error)
            return
        if found.text:
            self.report.probes = found.checks
            self.report.probed = {"case": prepared.case.name, "text": found.text}

    def _shapes(self) -> None:
        """Shapes of the variables by line, in the case that failed, else in the first; and what a failing line got.

        Of a run alone: its process never saw a hidden case, whose numbers it could tell as sizes.
        """
        if not self.prepared:
            return
        index, error = self._first_failure() or 0, self.report.error
        prepared, result = self.prepared[index], self.report.cases[index]
        shown = error if error and error["case"] == prepared.case.name and prepared.case.public else None
        explains = shown and shown["plain"] and about_operands(shown["type"], shown["message"])
        if self.job.mode != "run":
            if shown and explains:
                shown["operands"] = "Run shows what this line was given."
            return
        if self._over or result.seconds > FOLLOWED_SECONDS:
            return
        answer, _ = self._ask_aside("shapes", prepared)
        try:
            inlays = read_inlays(answer, self.job.code)
        except Malformed:
            return
        if inlays.lines:
            self.report.shapes = {"case": prepared.case.name, "lines": inlays.lines, "cut": inlays.cut}
        if shown and explains and shown["line"] == inlays.failed:
            shown["operands"] = inlays.sentence()

    # ---- talking with the runner -----------------------------------------------------------------------------------

    def _ask(
        self, header: dict[str, Any], chunks: list[bytes | memoryview] | None = None
    ) -> tuple[dict[str, Any], bytearray]:
        """Send a frame, wait for the answer. Raises Stop when the runner breaks a limit or dies."""
        self._send(header, chunks or [])
        return self._receive(chunks or [])

    def _ask_aside(self, op: str, prepared: Prepared) -> tuple[dict[str, Any], bytearray]:
        """One more call with a case. It decides nothing: what it prints or calls, and whether it ends, is nobody's."""
        if self._over:
            return {}, bytearray()
        kept = self.report.forbidden, self.report.output
        self.left = min(self.left, ASIDE_SECONDS)
        try:
            return self._ask({**prepared.header, "op": op}, prepared.chunks)
        except Exception as error:
            log.debug("no answer to %s: %r", op, error)
            self._over = True
            return {}, bytearray()
        finally:
            self.report.forbidden, self.report.output = kept
            self._printed()

    def _send(self, header: dict[str, Any], chunks: list[bytes | memoryview]) -> None:
        """A runner that is gone, or does not listen, is found out when its answer is waited for."""
        self._write(wire.frame(header, chunks))

    def _write(self, pieces: list[bytes | memoryview]) -> None:
        self.sent_at = time.monotonic()
        with contextlib.suppress(wire.Hangup, wire.Late):
            wire.write(self.runner.fd, pieces)

    def _receive(self, sent: list[bytes | memoryview]) -> tuple[dict[str, Any], bytearray]:
        limit = EXTRA_BYTES + 8 * sum(len(chunk) for chunk in sent)
        watch = wire.Watch(self.runner.output, self._drain, self._tick)
        started = time.monotonic()
        try:
            while True:
                answer, body = self.frames.receive(limit, started + self.left, watch)
                if "caught" not in answer:
                    break
                self._forbid([answer["caught"]])
        except wire.Late:
            self.runner.kill()
            raise Stop(Verdict.TIME_LIMIT, self._late()) from None
        except wire.Hangup:
            raise self._died() from None
        except wire.TooLarge:
            text = f"What your code returned{self._where()} is far larger than the answer."
            raise Stop(Verdict.OUTPUT_LIMIT, text) from None
        except wire.WireError:
            raise Malformed from None
        finally:
            self.left -= time.monotonic() - started
        self._drain()
        return answer, body

    def _tick(self) -> None:
        if self.job.cancelled.is_set():
            raise Cancelled

    def _drain(self) -> bool:
        """Take what was printed; False when there is no more to come. Raises Stop beyond the limit."""
        while True:
            try:
                data = os.read(self.runner.output, DRAIN)
            except BlockingIOError:
                return True
            if not data:
                return False
            self.output += data
            if len(self.output) > self.output_limit:
                self.runner.kill()
                if self.current is None or self.current.public:
                    self.report.output += self._printed()
                kib = self.problem.limits.output_kib
                raise Stop(
                    Verdict.OUTPUT_LIMIT, f"More than {kib} KiB were printed{self._where()}; {kib} KiB is the limit."
                )

    _shown = 0

    def _printed(self) -> str:
        """What was printed since the last time."""
        data, self._shown = self.output[self._shown : self.output_limit], min(len(self.output), self.output_limit)
        return data.decode(errors="replace").replace("\0", "�")

    def _where(self) -> str:
        return f" in case “{self.current.name}”" if self.current else " while your file was loaded"

    def _late(self) -> str:
        limit = self.problem.limits.wall_seconds
        where = f"Case “{self.current.name}”" if self.current else "Loading your file"
        return f"{where} was stopped: your code ran for {limit:g} s, which is the limit for all cases together."

    def _died(self) -> Stop:
        """The runner is gone: find out why, and say it."""
        end, where = self.runner.wait(HANGUP_SECONDS), self._where()
        if self.runner.zygote.dead and self.runner.exit is None:
            raise NoRunner("the zygote died")
        if self.runner.exit is None:  # it only closed the channel
            self.runner.kill()
            return Stop(Verdict.RUNTIME_ERROR, f"Your code closed the judge's channel{where}.")
        code = end["code"]
        if code is not None and code < 0:
            name = signal.strsignal(-code) or f"signal {-code}"
            if end.get("out_of_memory"):
                mib = self.problem.limits.memory_mib
                return Stop(Verdict.MEMORY_LIMIT, f"Your code was stopped{where}: it used more than {mib} MiB.")
            if -code in (signal.SIGXCPU, signal.SIGKILL) and end["cpu"] >= self.problem.limits.wall_seconds:
                return Stop(Verdict.TIME_LIMIT, self._late())
            if -code == signal.SIGSEGV:
                text = f"Your code crashed{where} (SIGSEGV). Recursion without end does this, and ctypes."
                return Stop(Verdict.RUNTIME_ERROR, text)
            if -code == signal.SIGKILL:
                raise Killed(where)
            return Stop(Verdict.RUNTIME_ERROR, f"Your code crashed{where} ({name}).")
        return Stop(Verdict.RUNTIME_ERROR, f"Your code ended its process{where}, before it answered.")

    def _forbid(self, found: Any) -> None:
        self.report.forbidden = explain.forbidden(found, self.problem.forbid, self.job.code)
        self.runner.kill()
        raise Stop(Verdict.FORBIDDEN_API, explain.forbidden_sentence(self.report.forbidden))

    def _reveal_input(self, prepared: Prepared, result: CaseResult) -> None:
        if self._may_see(prepared):
            result.input = inputs_of(prepared)

    def _may_see(self, prepared: Prepared) -> bool:
        return prepared.case.public or self.job.reveal
