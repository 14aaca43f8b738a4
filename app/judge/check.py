"""`python -m app check`: the proof of a problem. Each submission is judged by the real judge, in real runners."""

import ast
import doctest
import itertools
import os
import re
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from app.catalog import Catalog
from app.judge import attacks, by_hand, disguise, each_gradient, probes, stability
from app.judge.attempt import Job
from app.judge.cases import SALTS
from app.judge.diagnose import alike, misconception
from app.judge.gpus import Gpus
from app.judge.judge import Judge
from app.judge.oracle import BrokenOracle, Oracle, Problems
from app.judge.pool import Pool
from app.judge.prepared import Prepared
from app.judge.program import double
from app.judge.progress import Progress
from app.judge.robustness import without_a_case
from app.judge.syntax import parse
from app.judge.trees import flatten
from app.problem_check import validate
from app.settings import Settings

CAUGHT = re.compile(r"Caught by:\s*(.+?)\s*\Z", re.DOTALL)
GRADCHECK_ENTRIES = 60
START_SECONDS = 60
SLOW = "submissions/time_limit"


@dataclass
class Proof:
    """What was found out about one problem."""

    slug: str
    cases: int = 0
    submissions: int = 0
    misconceptions: int = 0  # told apart by the judge
    attacks: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def main(settings: Settings, slugs: list[str], jobs: int = 0, gpu: bool = False) -> int:
    """Check `slugs`, or all problems; print a line each. 0 when all hold."""
    catalog = Catalog(settings.problems)
    folders = slugs or [*catalog, *catalog.broken]
    unknown = [slug for slug in folders if not (settings.problems / slug).is_dir()]
    if unknown:
        print(f"There is no problem {unknown[0]!r} in {settings.problems}.")
        return 2
    torch.set_num_threads(1)
    jobs = jobs or (os.cpu_count() or 1) + 1  # one more than cores: each waits now and then for its runner
    pool = Pool(jobs + 1)
    gpus = Gpus.start(("auto",), pool.groups) if gpu else Gpus([])
    if gpu and not gpus.wait(START_SECONDS):
        print("\n".join([gpus.why, *(f"{told['device']}: {told['why']}" for told in gpus.describe())]).strip())
        pool.stop()
        return 2
    judge = Judge(Problems(catalog), pool, gpus)
    failed = 0
    try:
        with ThreadPoolExecutor(jobs) as executor, Progress(len(folders)) as progress:
            # The slow ones first, so that none of them is left alone at the end.
            slowest = sorted(folders, key=lambda slug: -len([*(settings.problems / slug).glob(f"{SLOW}/*.py")]))
            proofs = [executor.submit(prove, settings.problems / slug, judge) for slug in slowest]
            for proof in (future.result() for future in as_completed(proofs)):
                failed += bool(proof.faults)
                progress.done(proof.slug, _told(proof))
    finally:
        pool.stop()
        gpus.stop()
    print(f"{len(folders) - failed} of {len(folders)} problems hold." if len(folders) > 1 else "")
    return 1 if failed else 0


def _told(proof: Proof) -> str:
    mark = "✗" if proof.faults else "✓"
    what = (
        f"{proof.cases} cases, {proof.submissions} submissions, {proof.misconceptions} misconceptions, "
        f"{proof.attacks} attacks, {proof.seconds:.1f} s"
    )
    return "\n".join([f"{mark} {proof.slug}: {what}", *(f"    {fault}" for fault in proof.faults)])


def prove(folder: Path, judge: Judge) -> Proof:
    """All that must hold for one problem."""
    started = time.monotonic()
    proof = Proof(folder.name)
    proof.faults += validate(folder)
    if folder.name in judge.problems.catalog:
        try:
            oracle = judge.problems[folder.name]
            proof.cases = max(len(oracle.prepared(salt)) for salt in SALTS)
            _names(oracle, proof)
            _gradients_named(oracle, proof)
            _submissions(oracle, judge, proof)
            _misconceptions(oracle, proof)
            _starter(oracle, judge, proof)
            # Errors of accepted solutions widen the band, and what they fail is not shown on the stability map.
            if not any(fault.startswith("accepted/") for fault in proof.faults):
                _attacked(oracle, judge, proof)
                proof.faults += stability.unaccounted(oracle)
            _gradcheck(oracle, proof)
            proof.faults += by_hand.faults(oracle)
            proof.faults += stability.faults(oracle)
            proof.faults += probes.faults(oracle)
            _statement(oracle, proof)
        except BrokenOracle as error:
            proof.faults.append(str(error))
    proof.seconds = time.monotonic() - started
    return proof


def _names(oracle: Oracle, proof: Proof) -> None:
    cases = oracle.cases(0)
    names = [case.name for case in cases]
    for name in sorted({name for name in names if names.count(name) > 1}):
        proof.faults.append(f"cases.py: two cases are called {name!r}.")
    public = sum(case.public for case in cases)
    if not 1 <= public <= 4:
        proof.faults.append(f"cases.py: {public} public cases; a learner wants two or three.")
    if any(case.public for case in cases[public:]):
        proof.faults.append("cases.py: public cases come first.")


def _gradients_named(oracle: Oracle, proof: Proof) -> None:
    """A gradient that problem.toml asks for under a name that no case has would never be compared."""
    prepared = oracle.prepared(0)
    for function, wanted in oracle.problem.checks.gradients.items():
        calls = [p for p in prepared if oracle.drive is not None or p.case.call == function]
        compared = {label for p in calls for label in p.gradients}
        compared |= {label.split(".")[0] for label in compared} | {f"{label.split('.')[0]}.*" for label in compared}
        for name in (name for name in wanted if calls and name not in compared):
            proof.faults.append(f"problem.toml: no case of {function!r} compares a gradient of {name!r}.")


def _submissions(oracle: Oracle, judge: Judge, proof: Proof) -> None:
    """Every submission gets its folder's verdict, first at its named case, whatever the salt; and no case is idle."""
    catchers: set[str] = set()
    same = _whatever_the_salt(oracle)
    gates: set[str] = set()
    switches: set[str] = set()
    for path in sorted((oracle.problem.folder / "submissions").glob("*/*.py")):
        proof.submissions += 1
        name, expected = f"{path.parent.name}/{path.stem}", path.parent.name
        source = path.read_text()
        caught = _caught_by(source)
        for salt in SALTS:
            named = expected == "wrong_answer" and salt == 0  # the whole way of a learner's attempt
            job = Job("check", oracle.problem.slug, source, salt=salt, until_failure=not named)
            report = judge.judge(job, lambda _: None)
            first = first_failure(report)
            catchers |= {first} & {case["name"] for case in report["cases"] if case["status"] in ("failed", "error")}
            gates |= failed_gates(report)
            switches |= failed_fields(report, "switch")
            if report["verdict"] != expected:
                proof.faults.append(f"{name}: {report['verdict']} at {first!r} (salt {salt}): {report['sentence']}")
                break
            if expected != "accepted" and first != caught:
                proof.faults.append(f"{name}: caught by {first!r} (salt {salt}), its docstring says {caught!r}.")
                break
            if named and (told := report["diagnosis"] or {}).get("text") != misconception(source):
                proof.faults.append(f"{name}: its learner is told {told.get('submission', 'no misconception')}.")
            if expected != "accepted" and first in same:
                break  # it never gets to a case that another salt would change
    idle = [case.name for case in oracle.cases(0) if case.name not in catchers]
    if idle:
        proof.faults.append(f"idle cases, the first to catch nothing: {', '.join(map(repr, idle))}.")

    for gate in oracle.problem.gates.values():
        for name in sorted(set(gate.cases) - {case.name for case in oracle.cases(0)}):
            proof.faults.append(f"problem.toml: gates.{gate.name}.cases names {name!r}, and there is no such case.")
    unused = [name for name in oracle.problem.gates if name not in gates]
    if unused:
        proof.faults.append(f"problem.toml: no submission breaks the gate {', '.join(map(repr, unused))}.")

    impossible = without_a_case(oracle)
    for name in impossible:
        proof.faults.append(f"problem.toml: checks.{name} is switched on, and the inputs of no case permit it.")
    idle_switches = [n for n in oracle.problem.checks.switched_on if n not in switches and n not in impossible]
    for name in idle_switches:
        proof.faults.append(f"problem.toml: checks.{name} is switched on, and no submission breaks it.")


def failed_gates(report: dict[str, Any]) -> set[str]:
    """The gates that a submission breaks, by name."""
    return failed_fields(report, "gate")


def failed_fields(report: dict[str, Any], field: str) -> set[str]:
    """What the failed checks of the first case that fails say under this name: which gate, which switch."""
    first = next((case for case in report["cases"] if case["status"] == "failed"), None)
    checks = [check for check in first["checks"] if check["status"] == "failed"] if first else []
    return {check["fields"][field] for check in checks if field in (check["fields"] or {})}


def _misconceptions(oracle: Oracle, proof: Proof) -> None:
    """Whatever the salt, some case tells two wrong submissions apart, or they say the same."""
    texts = {path: misconception(path.read_text()) for path in oracle.misconceptions}
    proof.misconceptions = len(set(texts.values()))
    for one, other in itertools.combinations(oracle.misconceptions, 2):
        if texts[one] == texts[other]:
            continue
        salt = next((salt for salt in SALTS if alike(oracle, one, other, salt)), None)
        if salt is not None:
            proof.faults.append(
                f"wrong_answer/{one.stem} and {other.stem}: no case tells them apart (salt {salt}). "
                "Write one that does; or the same docstring in both, if one is true of both."
            )


def _whatever_the_salt(oracle: Oracle) -> set[str]:
    """The first cases, as far as they are the same to the last bit with every salt: public ones, and those by hand."""
    sent = [[(p.header, [bytes(chunk) for chunk in p.chunks]) for p in oracle.prepared(salt)] for salt in SALTS]
    names = (case.name for case in oracle.cases(0))
    alike = (all(frame == frames[0] for frame in frames) for frames in zip(*sent, strict=True))
    return {name for name, _ in itertools.takewhile(lambda pair: pair[1], zip(names, alike, strict=True))}


def first_failure(report: dict[str, Any]) -> str:
    """The first case that did not pass; what fails before any case runs fails the first one."""
    return next((str(case["name"]) for case in report["cases"] if case["status"] != "passed"), "")


def _caught_by(source: str) -> str:
    try:
        text = ast.get_docstring(parse(source)) or ""
    except SyntaxError:  # a submission that is no Python says it in a comment
        text = "\n".join(line.strip("# ") for line in source.splitlines() if line.startswith("#"))
    found = CAUGHT.search(text)
    return " ".join(found.group(1).split()) if found else ""


def _starter(oracle: Oracle, judge: Judge, proof: Proof) -> None:
    report = judge.judge(Job("check", oracle.problem.slug, oracle.problem.starter, salt=0), lambda _: None)
    if report["verdict"] == "accepted":
        proof.faults.append("starter.py is accepted.")
    if oracle.problem.kind == "repair" and report["verdict"] != "wrong_answer":
        proof.faults.append(f"starter.py of a repair must run and be wrong; it is a {report['verdict']}.")


def _attacked(oracle: Oracle, judge: Judge, proof: Proof) -> None:
    """Wrong answers that fit every problem, a wrong gradient beside right ones, and the built-in by another name."""
    for rejected, accepted in (
        attacks.attacked(oracle),
        each_gradient.attacked(oracle),
        disguise.attacked(oracle, judge),
    ):
        proof.attacks += rejected
        proof.faults += accepted


def _gradcheck(oracle: Oracle, proof: Proof) -> None:
    """torch.autograd.gradcheck of the accepted solutions, in float64, wherever the reference itself is smooth."""
    smooth = [p for p in oracle.prepared(0) if p.gradients and _entries(p) <= GRADCHECK_ENTRIES]
    smooth = [p for p in smooth if _is_smooth(oracle.reference, p)]
    if any(p.gradients for p in oracle.prepared(0)) and not smooth:
        proof.faults.append(f"no case is small and smooth enough for gradcheck (at most {GRADCHECK_ENTRIES} entries).")
    files = sorted((oracle.problem.folder / "submissions" / "accepted").glob("*.py"))
    for path, program in zip(files, oracle.accepted, strict=True):
        wrong = next((p for p in smooth if not _is_smooth(program, p)), None)
        if wrong:
            proof.faults.append(f"accepted/{path.stem} fails gradcheck in case {wrong.case.name!r}.")


def _entries(prepared: Prepared) -> int:
    return sum(expected.value.numel() for expected in prepared.grads)


def _is_smooth(program: Any, prepared: Prepared) -> bool:
    """Whether the gradients of `program` agree with finite differences in this case."""

    paths = prepared.header["leaves"][: len(prepared.gradients)]  # those that must stay without one come after

    def run(*leaves: Tensor) -> tuple[Tensor, ...]:
        args, kwargs = double(list(prepared.inputs[0])), double(prepared.inputs[1])
        for path, leaf in zip(paths, leaves, strict=True):
            owner: Any = args if path[0] == "args" else kwargs
            for key in path[1:-1]:
                owner = owner[key]
            owner[path[-1]] = leaf
        output = program.call(prepared.case.call, tuple(args), kwargs)
        return tuple(
            v for _, v in flatten(output) if isinstance(v, Tensor) and v.is_floating_point() and v.requires_grad
        )

    inputs = []
    for path in paths:
        value: Any = prepared.inputs[0] if path[0] == "args" else prepared.inputs[1]
        for key in path[1:]:
            value = value[key]
        inputs.append(value.detach().double().requires_grad_())
    if not all(bool(value.isfinite().all()) for value in inputs):
        return False
    try:
        return bool(torch.autograd.gradcheck(run, inputs, raise_exception=False))
    except Exception:
        return False


def _statement(oracle: Oracle, proof: Proof) -> None:
    """Examples written as `>>>` in statement.md must print what they show."""
    blocks = re.findall(r"```(?:python|pycon)?\n(.*?)```", oracle.problem.statement, re.DOTALL)
    text = "\n".join(block for block in blocks if ">>>" in block)
    if not text:
        return
    names = {**vars(oracle.accepted[0].module), "torch": torch}
    test = doctest.DocTestParser().get_doctest(text, names, "statement.md", None, 0)
    lines: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE, verbose=False).run(test, out=lines.append)
    if lines:
        proof.faults.append("statement.md: " + " ".join("".join(lines).split())[:400])
