"""`python -m app check --mutate`: how well each problem is judged, for people, for its page, and for docs/."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import torch

from app.catalog import Catalog, load, measured_revision
from app.judge.compare import BAND, Expected
from app.judge.mutants import Analysis, analyse
from app.judge.oracle import BrokenOracle, Oracle
from app.judge.progress import Progress
from app.judge.trees import flatten
from app.judge.trial import Trial
from app.judge.wire import name_of
from app.quality import Quality, write
from app.settings import ROOT, Settings

NUMBER = "float"  # what a plain Python float is called among the types


def main(settings: Settings, slugs: list[str], jobs: int = 0) -> int:
    """Measure `slugs`, or all problems; print a line each and what survived. 0 when nothing did."""
    catalog = Catalog(settings.problems)
    unknown = [slug for slug in slugs if slug not in catalog]
    if unknown:
        why = catalog.broken.get(unknown[0], f"There is no problem {unknown[0]!r} in {settings.problems}.")
        print(why)
        return 2
    folders = [settings.problems / slug for slug in slugs or catalog]
    os.environ["CUDA_VISIBLE_DEVICES"] = ""  # autograd starts a thread for each device, and then nobody may fork
    torch.set_num_threads(1)
    measured: dict[str, Quality] = {}
    killed = total = failed = 0
    with Progress(len(folders)) as progress:
        for quality, analysis in _all(folders, min(jobs or os.cpu_count() or 1, len(folders))):
            if quality is not None:
                measured[analysis.slug] = quality
            killed, total = killed + analysis.killed, total + analysis.mutants
            failed += bool(analysis.survivors or analysis.faults)
            progress.done(analysis.slug, _told(analysis))
    if len(folders) > 1:
        print(f"{killed} of {total} mutants killed; {len(folders) - failed} of {len(folders)} problems leave none.")
    if measured:
        write(settings.problems, measured, ROOT / "docs" if settings.problems == ROOT / "problems" else None)
    return 1 if failed else 0


def _all(folders: list[Path], jobs: int) -> Iterator[tuple[Quality | None, Analysis]]:
    """In the order in which they are done; several at a time in processes of their own."""
    if jobs <= 1:
        yield from map(measure, folders)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as executor:
        for future in as_completed([executor.submit(measure, folder) for folder in folders]):
            yield future.result()


def measure(folder: Path) -> tuple[Quality | None, Analysis]:
    """One problem; no quality where it is broken."""
    try:
        oracle = Oracle(load(folder))
        analysis = analyse(oracle)
    except BrokenOracle as error:
        return None, Analysis(folder.name, faults=[str(error)])
    quality = Quality(
        measured_revision(folder), len(oracle.prepared(0)), checks(oracle), analysis.mutants, analysis.killed,
        analysis.equivalent, bands(oracle),
    )  # fmt: skip
    return quality, analysis


def checks(oracle: Oracle) -> int:
    """How many comparisons a whole submission goes through."""
    trial = Trial(oracle, oracle.problem.solution)
    found = [trial.checks(prepared) for prepared in oracle.prepared(0)]
    return sum(len(part) for part in found if not isinstance(part, str))


def bands(oracle: Oracle) -> dict[str, tuple[float, float]]:
    """For each type of number the largest floor and the band, both relative to the size of the value."""
    found: dict[str, tuple[float, float]] = {}
    for prepared in oracle.prepared(0):
        for expected in (*(leaf for _, leaf in flatten(prepared.outputs)), *prepared.grads, *prepared.out.values()):
            name, band = _band(expected)
            if name:
                floor = expected.floor / expected.scale if expected.scale else 0.0
                found[name] = (float(f"{max(floor, found.get(name, (0.0,))[0]):.1e}"), band)
    return found


def _band(expected: Expected) -> tuple[str, float]:
    if expected.dtype in BAND:
        return name_of(expected.dtype), BAND[expected.dtype]
    return (NUMBER, BAND[torch.float64]) if isinstance(expected.value, float) else ("", 0.0)


def _told(analysis: Analysis) -> str:
    survivors = [
        f"    survives: submissions/accepted/{mutant.submission}.py:{mutant.line}: {mutant.change}"
        + (f" (occurrence {mutant.occurrence})" if mutant.occurrence > 1 else "")
        for mutant in analysis.survivors
    ]
    faults = [f"    {fault}" for fault in analysis.faults]
    rate = f"{analysis.killed / analysis.mutants:.1%}" if analysis.mutants else "none"
    head = (
        f"{'✗' if survivors or faults else '✓'} {analysis.slug}: {analysis.killed} of {analysis.mutants} mutants "
        f"killed ({rate}), {analysis.equivalent} declared equivalent, {analysis.seconds:.1f} s"
    )
    return "\n".join([head, *survivors, *faults])
