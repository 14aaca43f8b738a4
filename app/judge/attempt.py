"""One attempt: send the submission and the cases one by one to its runner, compare what comes back, report.

Everything that decides is in this process; what the runner says is only ever taken as "this is what the submission
computed".
"""

import contextlib
import logging
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.judge import explain, wire
from app.judge.all_checks import Tell, compare_answer
from app.judge.checks import Malformed, read_answer
from app.judge.cost import Counts
from app.judge.counterexample import Search
from app.judge.diagnose import Outcome, diagnose
from app.judge.dialogue import Chunks, Dialogue, Stop
from app.judge.drawn import read_drawn
from app.judge.faults import Kind, fault_of, verdict_on
from app.judge.forbidden import targets
from app.judge.gates import broken_gates
from app.judge.gpus import Lost
from app.judge.inlays import read_inlays
from app.judge.oracle import Oracle
from app.judge.picture import Paper
from app.judge.plain_words import about_operands
from app.judge.prepared import Prepared
from app.judge.present import inputs_of
from app.judge.probes import compare_probes, read_probed, steps_of
from app.judge.relations import relate
from app.judge.shown import shown
from app.judge.stability import chart_of
from app.judge.verdict import CaseResult, Check, Report, Verdict
from app.judge.zygotes import Runner

log = logging.getLogger("torchyard.judge")
Emit = Callable[[dict[str, Any]], None]  # "case" holds a CaseResult: most are never told, the report has them all
AHEAD = 1 << 16  # bytes of cases that a runner gets before it asks: they fit into the socket
ASIDE_SECONDS = 1.0  # for one call that took far less a moment ago
FOLLOWED_SECONDS = 0.2  # that a call may take, to be made once more for its shapes


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


@dataclass(frozen=True)
class Sought:
    """Something of the report that is found after the verdict was told."""

    name: str  # of the report's field
    meanwhile: dict[str, Any]
    find: Callable[[], dict[str, Any] | None]
    otherwise: dict[str, Any] | None = None  # where it is not looked for after all


class Attempt:
    """One attempt in one runner."""

    def __init__(
        self, job: Job, oracle: Oracle, prepared: list[Prepared], runner: Runner, device: str, salt: int, emit: Emit
    ) -> None:
        self.on_gpu = device != "cpu"
        prepared = [one.on_gpu for one in prepared] if self.on_gpu else prepared
        self.job, self.oracle, self.prepared, self.runner, self.emit = job, oracle, prepared, runner, emit
        self.problem = oracle.problem
        self.report = Report(self.problem.slug, self.problem.revision, job.mode, device, salt, total=len(prepared))
        self.report.cases = [CaseResult(p.case.name, p.case.public) for p in prepared]
        if job.mode == "submit" and not job.until_failure:
            self.report.stability = chart_of(oracle, salt)
        self.outcomes: list[Outcome] = []  # of the cases judged so far
        self.paper = Paper()
        self.current: CaseResult | None = None
        self.talk = Dialogue(runner, self.problem.limits, job.cancelled, self._forbid)
        self.sent = 0  # cases that the runner has or had
        self._gate_failed = False
        self._over = False  # whether the runner is good for nothing more
        self.seal = random.getrandbits(48)  # lifts what is forbidden; the runner keeps no copy

    # ---- the course of an attempt ----------------------------------------------------------------------------------

    def judge(self) -> None:
        """Fill in the report."""
        self.emit({"kind": "started"})
        started = time.monotonic()
        try:
            self._load()
            for index, (prepared, result) in enumerate(zip(self.prepared, self.report.cases, strict=True)):
                self.current, self.talk.case = result, result.name
                self._case(index, prepared, result)
                self.emit({"kind": "case", "index": index, "total": self.report.total, "case": result})
                if self.job.until_failure and result.status != "passed":
                    break
            self.current = self.talk.case = None
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
        forbid = self.problem.forbid
        ahead = self.runner.zygote.seal  # of the guard that the runner has already, if it has one
        answer, _ = self.talk.ask({
            "op": "job", "source": self.job.code, "drive": self.oracle.drive_source, "device": self.report.device,
            "forbid": list(forbid), "targets": targets(forbid, self.report.device) if ahead is None else None,
            "functions": list(self.problem.functions),
            "seed": random.getrandbits(31), "seal": self.seal ^ (ahead or 0),
            "cpu_seconds": int(limits.wall_seconds) + 2, "memory_bytes": limits.memory_mib << 20,
        })  # fmt: skip
        self.report.output = self.talk.printed()
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
        answer, body = self.talk.receive(prepared.chunks)
        if isinstance(seconds := answer.get("seconds"), float) and seconds >= 0:  # shown, never judged
            result.seconds = round(min(seconds, time.monotonic() - self.talk.sent_at), 6)  # and no more than we waited
        printed = self.talk.printed()
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
            checks = compare_answer(prepared, given, self.problem.checks.unchanged, paper, self._teller(prepared))
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
            self.talk.write(pieces)

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
        answer, body = self.talk.ask({"op": "scratch", "source": self.job.scratch, "seal": self.seal})
        error, left_out = answer.get("error"), answer.get("left_out")
        drawn: list[dict[str, Any]] = []
        both = f"{self.job.code}\n{self.job.scratch}"
        with contextlib.suppress(Malformed):  # drawings of nonsense are no drawings
            drawn = read_drawn(answer, body, self.job.scratch)
        self.report.scratch = {
            "output": self.talk.printed(),
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

    def afterwards(self, busy: Callable[[], bool]) -> "Sought | None":
        """What can still be found out once the verdict is told: where it is accepted, what the answer does at the other
        places of the stability map; else the smallest input that still fails as the first case did."""
        if self._over or self.on_gpu or self.job.until_failure:
            return None
        chart = self.report.stability
        if self.report.verdict is Verdict.ACCEPTED and chart and chart["elsewhere"]:
            there = lambda: {**chart, "shown": shown(self.oracle, self._ask_cases_aside)}  # noqa: E731
            return Sought("stability", {**chart, "shown": None}, there, chart)
        index = self._first_failure()
        if index is None:
            return None
        search = self._search(index, busy)
        return Sought("counterexample", {"status": "sought"}, search.run)

    def _search(self, index: int, busy: Callable[[], bool]) -> Search:
        prepared, case = self.prepared[index], self.report.cases[index]
        failed = self._check_name(case) if case.status == "failed" else None
        may_see = self._may_see(prepared)
        return Search(self.oracle, prepared, self.runner, self.talk.frames, self.job.code, failed, may_see, busy)

    def _stopped(self, stop: Stop) -> None:
        report, printed = self.report, self.talk.printed()
        if self.current is None or self.current.public:
            report.output += printed
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
        report.output_truncated = self.talk.too_much_printed
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
            self._tell_time(prepared, answer.get("seconds"))
        except Exception as error:
            log.debug("no cost: %r", error)

    def _tell_time(self, prepared: Prepared, seconds: Any) -> None:
        """As the runner says, beside the reference's in our own process. Shown, and no verdict depends on it."""
        if isinstance(seconds, float) and 0 < seconds < ASIDE_SECONDS:
            key = ("seconds", prepared.case.name)
            theirs = self.oracle.remembered(key, lambda: self.oracle.seconds_of_reference(prepared))
            self.report.cost["seconds"] = round(seconds, 9)
            self.report.cost["reference"]["seconds"] = round(theirs, 9)

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

    # ---- small parts -------------------------------------------------------------------------------------------------

    def _ask_aside(self, op: str, prepared: Prepared) -> tuple[dict[str, Any], bytearray]:
        """One more call with a case; an empty answer where there is none."""
        asked = [(wire.frame({**prepared.header, "op": op}, prepared.chunks), prepared.chunks)]
        answers = list(self._asides(asked))
        return answers[0] if answers else ({}, bytearray())

    def _ask_cases_aside(self, cases: Sequence[Prepared]) -> Iterator[tuple[dict[str, Any], bytearray]]:
        """Further calls, all sent at once: the runner makes one while another is compared."""
        return self._asides([(prepared.frame, prepared.chunks) for prepared in cases])

    def _asides(self, asked: Sequence[tuple[Chunks, Chunks]]) -> Iterator[tuple[dict[str, Any], bytearray]]:
        """The answers to frames with these chunks, as far as the frames find room. They decide nothing: what is printed
        or called meanwhile, and whether it ends, is nobody's."""
        if self._over:
            return
        forbidden, pieces, sent = self.report.forbidden, Chunks(), list[Chunks]()
        for frame, chunks in asked:
            if pieces and sum(map(len, (*pieces, *frame))) > AHEAD:
                break
            pieces += frame
            sent.append(chunks)
        self.talk.left = min(self.talk.left, ASIDE_SECONDS)
        self._over = True  # until all answers are read: the next one would be taken for another's
        try:
            self.talk.write(pieces)
            for chunks in sent:
                yield self.talk.receive(chunks)
            self._over = False
        except Exception as error:
            log.debug("no answer aside: %r", error)
        finally:
            self.report.forbidden = forbidden
            self.talk.printed()

    def _forbid(self, found: Any) -> None:
        self.report.forbidden = explain.forbidden(found, self.problem.forbid, self.job.code)
        self.runner.kill()
        raise Stop(Verdict.FORBIDDEN_API, explain.forbidden_sentence(self.report.forbidden))

    def _reveal_input(self, prepared: Prepared, result: CaseResult) -> None:
        if self._may_see(prepared):
            result.input = inputs_of(prepared)

    def _may_see(self, prepared: Prepared) -> bool:
        return prepared.case.public or self.job.reveal
