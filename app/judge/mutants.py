"""Mutation analysis: do a problem's cases tell its accepted solutions from the same with one small mistake?

Mutants are ours, so they need no jail; but one may loop for ever or ask for all memory. They run one after the other
in a forked process with limits, which is replaced when a mutant ends it. What no case kills is a survivor: a hole in
the cases, or a mutant that computes the same, which the problem's mutants.toml then declares with the reason:

    [[equivalent]]
    submission = "shift_by_max"
    change = "x.amax(dim, keepdim=True) → x.amax(dim, keepdim=True).detach()"
    occurrence = 2      # only where the same change is possible at several places and not equivalent at all of them
    reason = "The shift cancels, and so does its gradient."
"""

import contextlib
import difflib
import faulthandler
import gc
import os
import re
import resource
import select
import signal
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from app.judge.cases import SALTS
from app.judge.mutate import Mutant, mutants
from app.judge.oracle import Oracle
from app.judge.prepared import Prepared
from app.judge.trial import Tampering, Trial

DECLARED = "mutants.toml"
KEYS = ("submission", "change", "occurrence", "reason")
KILLED, SURVIVED, IDLE = b"k", b"s", b"i"  # idle: it cuts or halves a gradient where there never is one
TIMES_SLOWER = 20  # than the solution it comes from, in one case: then its time counts as up
LEAST_SECONDS = 0.1
SLEEPING_SECONDS = 20.0  # for one that does not even use its time


@dataclass
class Analysis:
    """What became of one problem's mutants. `mutants` counts those that are not declared equivalent."""

    slug: str
    mutants: int = 0
    killed: int = 0
    equivalent: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Equivalent:
    """A declaration. Without an occurrence it means all of them."""

    submission: str
    change: str
    occurrence: int | None
    reason: str

    def covers(self, mutant: Mutant) -> bool:
        return (self.submission, self.change) == (mutant.submission, mutant.change) and (
            self.occurrence in (None, mutant.occurrence)
        )

    def __str__(self) -> str:
        which = f", occurrence {self.occurrence}" if self.occurrence is not None else ""
        return f"{self.submission}: {self.change}{which}"


def analyse(oracle: Oracle) -> Analysis:
    """Make all mutants of the accepted solutions, run them, and hold the survivors against what is declared."""
    started = time.monotonic()
    analysis = Analysis(oracle.problem.slug)
    equivalents, analysis.faults = declared(oracle.problem.folder / DECLARED)
    for salt in SALTS:
        oracle.prepared(salt)  # once, before anything is forked
    covered: set[Equivalent] = set()
    for path in sorted((oracle.problem.folder / "submissions" / "accepted").glob("*.py")):
        made = mutants(path.read_text(), path.stem)
        itself = Mutant(path.stem, 1, "", 1, path.read_text())  # last, as the proof that nothing was killed by chance
        outcomes = list(run(oracle, [*made, itself], limits(oracle, itself.source)))
        if outcomes.pop() != SURVIVED:
            analysis.faults.append(f"accepted/{path.stem} does not pass itself.")
        for mutant, outcome in zip(made, outcomes, strict=True):
            if outcome == IDLE:
                continue
            covering = [declaration for declaration in equivalents if declaration.covers(mutant)]
            covered.update(covering)
            if covering and outcome == SURVIVED:
                analysis.equivalent += 1
                continue
            analysis.mutants += 1
            analysis.killed += outcome == KILLED
            if outcome == SURVIVED:
                analysis.survivors.append(mutant)
            analysis.faults += [
                f"{DECLARED}: {declaration} is killed" + _which(mutant, declaration) for declaration in covering
            ]
        analysis.faults += [
            f"{DECLARED}: no mutant is {declaration}.{_guess(declaration, made)}"
            for declaration in equivalents
            if declaration.submission == path.stem and declaration not in covered
        ]
    names = {path.stem for path in (oracle.problem.folder / "submissions" / "accepted").glob("*.py")}
    unknown = sorted({declaration.submission for declaration in equivalents} - names)
    analysis.faults += [f"{DECLARED}: {name!r} is no accepted submission." for name in unknown]
    analysis.seconds = time.monotonic() - started
    return analysis


def _which(mutant: Mutant, declaration: Equivalent) -> str:
    return "." if declaration.occurrence else f", at least occurrence {mutant.occurrence} in line {mutant.line}."


def _guess(declaration: Equivalent, made: Sequence[Mutant]) -> str:
    if found := re.search(r" \(occurrence (\d+)\)$", declaration.change):
        return f" Write occurrence = {found.group(1)} as a key of its own."
    close = difflib.get_close_matches(declaration.change, [mutant.change for mutant in made], n=1, cutoff=0.8)
    return f" Did you mean {close[0]}?" if close else ""


# ---- declarations ----------------------------------------------------------------------------------------------------


def declared(path: Path) -> tuple[list[Equivalent], list[str]]:
    """The declarations of a problem, and what is wrong with them, in sentences."""
    if not path.exists():
        return [], []
    try:
        table = tomllib.loads(path.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [], [f"{path.name} cannot be read: {error}."]
    faults = [f"{path.name}: {key} is not a key. Known is equivalent." for key in table if key != "equivalent"]
    entries = table.get("equivalent", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return [], [*faults, f"{path.name}: equivalent must be a list of tables, written [[equivalent]]."]
    found: dict[Equivalent, None] = {}
    for number, entry in enumerate(entries, start=1):
        where = f"{path.name}, declaration {number}"
        wrong = list(_wrong(entry))
        faults += [f"{where}: {sentence}" for sentence in wrong]
        if not wrong:
            changes = entry["change"] if isinstance(entry["change"], list) else [entry["change"]]
            for change in changes:
                one = Equivalent(entry["submission"], change, entry.get("occurrence"), entry["reason"])
                if one in found:
                    faults.append(f"{where}: {change} is declared twice.")
                found[one] = None
    return list(found), faults


def _wrong(entry: dict[str, Any]) -> Iterator[str]:
    for key in entry:
        if key not in KEYS:
            close = difflib.get_close_matches(key, KEYS, n=1)
            yield f"{key} is not a key. " + (f"Did you mean {close[0]}?" if close else f"Known are {', '.join(KEYS)}.")
    for key in ("submission", "reason"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            yield f"{key} must be a text."
    change = entry.get("change")
    if not (
        isinstance(change, str) or (isinstance(change, list) and change and all(isinstance(c, str) for c in change))
    ):
        yield "change must be a text, or a list of texts."
    if "occurrence" in entry and (type(entry["occurrence"]) is not int or entry["occurrence"] < 1):
        yield "occurrence must be a number, from 1."


# ---- running ---------------------------------------------------------------------------------------------------------


Limits = dict[tuple[int, str], float]  # salt and case → CPU seconds


def limits(oracle: Oracle, source: str) -> Limits:
    """What a mutant of `source` may take, measured by running it."""
    taken: dict[tuple[int, str], float] = {}
    trial = Trial(oracle, source)
    for salt in SALTS:
        for prepared in oracle.prepared(salt):
            started = time.process_time()
            trial.checks(prepared)
            taken[salt, prepared.case.name] = time.process_time() - started
    most = oracle.problem.limits.wall_seconds
    return {key: min(most, LEAST_SECONDS + TIMES_SLOWER * seconds) for key, seconds in taken.items()}


def run(oracle: Oracle, made: Sequence[Mutant], limits: Limits) -> Iterator[bytes]:
    """One outcome a mutant, in order."""
    done = 0
    while done < len(made):
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(read)
                _child(oracle, made[done:], limits, write)
            finally:
                os._exit(1)
        os.close(write)
        try:
            while done < len(made):
                outcome = os.read(read, 1) if select.select([read], [], [], SLEEPING_SECONDS)[0] else b""
                yield outcome or KILLED  # it ended its process, or was ended
                done += 1
                if not outcome:
                    break
        finally:
            os.close(read)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _child(oracle: Oracle, made: Sequence[Mutant], limits: Limits, write: int) -> None:
    """Run them all; a byte each. The kernel ends this process when one takes too long."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nowhere, fd)
    faulthandler.disable()
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    space = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = space + (oracle.problem.limits.memory_mib << 20)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def watch(prepared: Prepared) -> None:
        signal.setitimer(signal.ITIMER_PROF, limits[prepared.salt, prepared.case.name])

    gc.freeze()  # what was there before is looked at no more, so that cleaning up after each is quick
    for mutant in made:
        signal.setitimer(signal.ITIMER_PROF, LEAST_SECONDS)
        outcome = fate(oracle, mutant, watch)
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.collect()
        os.write(write, outcome)


def fate(oracle: Oracle, mutant: Mutant, before: Callable[[Prepared], None] = lambda prepared: None) -> bytes:
    """What becomes of a mutant: KILLED, SURVIVED or IDLE. Runs it in this process."""
    tampering = Tampering()
    torch.manual_seed(0)
    try:
        trial = Trial(oracle, mutant.source, tampering.names(), before=before)
        for salt in SALTS:
            if trial.failure(salt) is not None:
                return KILLED
            if not tampering.effective and any(name in mutant.change for name in tampering.names()):
                return IDLE
    except Exception:  # it cannot even be loaded
        return KILLED
    return SURVIVED
