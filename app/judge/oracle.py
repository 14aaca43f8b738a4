"""What is right: a problem's reference and cases, turned into expected values. Trusted code, in the judge's process.

The reference is called twice: with the case's own dtypes, for the shape and dtype that an honest solution returns, and
in float64 with gradients, for the values. The accepted solutions run too: their error is the floor of the band. All of
it is computed once for a case and salt, and kept.
"""

import contextlib
import inspect
import threading
import types
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import torch
from torch import Tensor

from app.catalog import Problem
from app.judge.call import quickest
from app.judge.cases import Case, salted
from app.judge.compare import BAND, Expected
from app.judge.cost import Counts
from app.judge.gates import asked, gates_of, limits
from app.judge.prepared import Prepared, replace_leaves
from app.judge.program import TORCH, Cotangents, Program, Solved, copied, distance, solve
from app.judge.robustness import variants_of, watched
from app.judge.trees import at, flatten, map_tensors
from app.judge.variants import largest
from app.judge.wire import Packer

CACHE_BYTES = 512 << 20
MOST_FLOOR = 16  # times the band without a floor: what honest cancellation needs, and no more


class BrokenOracle(Exception):
    """A problem whose own files fail; the message is for its author."""


@dataclass
class Problems:
    """References and cases of every problem, loaded when first asked for; expected values, bounded in size."""

    catalog: Any
    _loaded: dict[str, "Oracle"] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __getitem__(self, slug: str) -> "Oracle":
        problem: Problem = self.catalog[slug]
        with self._lock:
            oracle = self._loaded.get(slug)
            if oracle is None or oracle.problem.revision != problem.revision:
                oracle = self._loaded[slug] = Oracle(problem)
            return oracle


class Oracle:
    """One problem's."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.lock = threading.RLock()
        self._cache: OrderedDict[int, list[Prepared]] = OrderedDict()
        self.drive_source = self._read("drive.py")
        try:
            self.drive = _execute(self.drive_source, "drive")["drive"] if self.drive_source else None
            self.reference = Program(self._read("reference.py"), f"reference_{problem.slug}", self.drive)
            steps = self._read("steps.py")
            self.steps = Program(steps, f"steps_{problem.slug}", self.drive) if steps else None
            self.cases_function = _execute(self._read("cases.py"), f"cases_{problem.slug}")["cases"]
        except Exception as error:
            raise BrokenOracle(f"{problem.slug} cannot be loaded: {error!r}") from error
        self._accepted: list[Program] | None = None
        self._notes: dict[Any, Any] = {}

    def remembered(self, key: Any, compute: Any) -> Any:
        """`compute()`, once for each key and as long as this oracle lives."""
        with self.lock:
            if key not in self._notes:
                self._notes[key] = compute()
            return self._notes[key]

    def _read(self, name: str) -> str:
        path = self.problem.folder / name
        return path.read_text() if path.exists() else ""

    @property
    def accepted(self) -> list[Program]:
        if self._accepted is None:
            files = sorted((self.problem.folder / "submissions" / "accepted").glob("*.py"))
            self._accepted = [self.program(path) for path in files]
        return self._accepted

    @property
    def misconceptions(self) -> list[Path]:
        """The shipped submissions that run and are wrong, each for one reason."""
        return sorted((self.problem.folder / "submissions" / "wrong_answer").glob("*.py"))

    def program(self, path: Path) -> Program:
        return Program(path.read_text(), f"shipped_{path.stem}", self.drive)

    def cases(self, salt: int) -> list[Case]:
        """All cases; public ones are the same whatever the salt."""
        with salted(0):
            public = list(self.cases_function())
        if salt == 0:
            return public
        with salted(salt):
            return [old if old.public else new for old, new in zip(public, self.cases_function(), strict=True)]

    def prepared(self, salt: int) -> list[Prepared]:
        """All cases with their expected values, from the cache where they are known."""
        with self.lock:
            if salt not in self._cache:
                try:
                    self._cache[salt] = self._prepare_all(salt)
                except BrokenOracle:
                    raise
                except Exception as error:
                    raise BrokenOracle(f"{self.problem.slug}: its cases cannot be prepared: {error!r}") from error
            self._cache.move_to_end(salt)
            while len(self._cache) > 1 and sum(p.size for all_ in self._cache.values() for p in all_) > CACHE_BYTES:
                self._cache.popitem(last=False)
            return self._cache[salt]

    def _prepare_all(self, salt: int) -> list[Prepared]:
        """Public cases are the same with every salt, down to the cotangents: prepared once."""
        if salt == 0:
            return [self.prepare(case) for case in self.cases(0)]
        pairs = zip(self.prepared(0), self.cases(salt), strict=True)
        return [first if first.case.public else self.prepare(case, salt) for first, case in pairs]

    def prepare(
        self,
        case: Case,
        salt: int = 0,
        whole: bool = False,
        accepted: list["Solved | None"] | None = None,
        alone: bool = False,
    ) -> Prepared:
        """Run the reference and the accepted solutions on a case.

        `whole`: with small whole numbers as cotangents. `accepted` is filled with what those solutions gave, or None.
        `alone`: without variants.
        """
        names = self._names(case)
        compared = list(self._leaves(case, names, self._wanted(case)))
        frozen = list(self._leaves(case, names, self._absent(case)))
        labels = tuple(label for label, _ in compared)
        paths = [path for _, path in (*compared, *frozen)]
        out_paths = {
            label: path for label, path in _tensor_paths(case, names) if label.split(".")[0] in self._out(case)
        }
        with TORCH:
            torch.manual_seed(salt)
            try:
                shown = solve(self.reference, case, [])
                exact = solve(self.reference, case, paths, wide=True)
                twice = paths[: len(compared)] if self.problem.checks.double_backward else []
                given = [at(case.args, case.kwargs, path) for path in twice]
                cotangents = _cotangents(exact.output, given, salt, whole)
                if paths:
                    exact = solve(self.reference, case, paths, cotangents, wide=True)
            except Exception as error:
                told = f"{self.problem.slug}, case {case.name!r}: the reference raised {error!r}"
                raise BrokenOracle(told) from error
            owns = [_solved(program, case, paths, cotangents) for program in self.accepted]
        if accepted is not None:
            accepted += owns
        floors = [self._floor(own, case, paths, exact, out_paths) for own in owns if own is not None]
        floor = {key: max(f.get(key, 0.0) for f in floors) for key in set().union(*floors)} if floors else {}
        scale = case.scale or 0.0
        leaves = [leaf for _, leaf in flatten(exact.output)]
        plain_scale = max((abs(v) for v in leaves if isinstance(v, float) and abs(v) != float("inf")), default=0.0)

        def number(
            key: str, value: Any, dtype: torch.dtype | None, size: float, stride: tuple[int, ...] = ()
        ) -> Expected:
            """A measured floor counts up to a limit: an accepted solution that is wrong must not prove itself."""
            most = MOST_FLOOR * BAND.get(dtype or torch.float64, 0.0) * size
            return Expected(value, dtype, size, min(floor.get(key, 0.0), most), stride)

        def expect(path: str, value: Any, like: Any) -> Expected:
            key = f"output {path}"
            if not isinstance(value, Tensor):
                return number(key, value, None, max(scale, plain_scale))
            like = like if isinstance(like, Tensor) else value
            graph, value = value.requires_grad if compared else None, value.detach()
            found = number(key, value, like.dtype, max(scale, largest(value)), like.stride())
            return replace(found, graph=graph)

        likes = dict(flatten(shown.output))
        outputs = replace_leaves(exact.output, lambda path, value: expect(path, value, likes.get(path)))
        grads = []
        cotangent = max(cotangents.sizes(), default=0.0)

        def gradient_of(key: str, path: list[Any], gradient: Tensor | None) -> Expected:
            leaf = at(case.args, case.kwargs, path)
            value = torch.zeros(leaf.shape, dtype=torch.float64) if gradient is None else gradient.detach()
            # What enters a gradient's sums has at least the rounding of the cotangent.
            rounding = torch.finfo(leaf.dtype).eps * cotangent / BAND[leaf.dtype]
            return number(key, value, leaf.dtype, max(scale, largest(value), rounding), leaf.stride())

        for label, path, gradient in zip(labels, paths, exact.gradients, strict=False):
            grads.append(gradient_of(f"grad {label}", path, gradient))
        for (label, _), gradient in zip(frozen, exact.gradients[len(compared) :], strict=True):
            if gradient is not None and bool((gradient != 0).any()):
                raise BrokenOracle(
                    f"{self.problem.slug}, case {case.name!r}: `{label}` gets a gradient in the reference"
                )
        second = [
            gradient_of(f"second {label}", path, gradient)
            for label, path, gradient in zip(labels, paths, exact.second, strict=False)
        ]
        out = {}
        for label, path in out_paths.items():
            leaf, value = at(case.args, case.kwargs, path), at(exact.args, exact.kwargs, path).detach()
            out[label] = number(f"out {label}", value, leaf.dtype, max(scale, largest(value)), leaf.stride())
        meter = self._meter(case, names)
        counted = solve(self.reference, case, paths, cotangents, meter=meter).cost if meter else Counts()
        try:
            arguments = dict(zip(names, case.args, strict=True)) | dict(case.kwargs)
            limited = limits(gates_of(self.problem, case), self.problem.sizes, arguments, counted)
        except (LookupError, ValueError, ArithmeticError, TypeError) as error:
            raise BrokenOracle(f"{self.problem.slug}, case {case.name!r}: its gates: {error}") from error
        variants = () if alone else variants_of(self, case, dict(_tensor_paths(case, names)), salt)
        packer = Packer()
        header = {
            "op": "case", "call": case.call,
            "args": packer.pack(list(case.args)), "kwargs": packer.pack(dict(case.kwargs)),
            "leaves": paths, "cotangents": packer.pack(_narrow(cotangents.first)) if paths else None,
            "second": packer.pack(_narrow(cotangents.second)) if cotangents.second else None,
            "noncontiguous": self.problem.checks.noncontiguous and self._spreads(case), "meter": meter,
            "variants": [variant.plan for variant in variants], "watch": watched(self.problem.checks),
            "seed": crc32(case.name.encode()),  # whoever draws gets the same numbers in every attempt
        }  # fmt: skip
        return Prepared(
            case, labels, header, packer.chunks, (case.args, dict(case.kwargs)), outputs, tuple(grads), out, names,
            self.problem.outputs.get(case.call, ()), salt,
            6 * sum(len(chunk) for chunk in packer.chunks) + 4096 + sum(variant.size for variant in variants),
            tuple(label for label, _ in frozen), tuple(second), limited, variants, counted,
        )  # fmt: skip

    def in_bfloat16(self, prepared: Prepared) -> Prepared:
        """The same answer in the band of bfloat16, whose floor the accepted solutions measure under autocast."""
        case, found = prepared.case, []
        for program in self.accepted:
            with torch.autocast("cpu", dtype=torch.bfloat16), contextlib.suppress(Exception):  # `check` tells of it
                found.append(dict(flatten(program.call(case.call, copied(case.args), copied(dict(case.kwargs))))))

        def loosened(path: str, expected: Expected) -> Expected:
            if expected.dtype is not torch.float32:
                return expected
            floor = max((distance(expected.value, output.get(path)) for output in found), default=0.0)
            most = MOST_FLOOR * BAND[torch.bfloat16] * expected.scale
            return replace(expected, dtype=torch.bfloat16, floor=min(floor, most))

        return replace(prepared, outputs=replace_leaves(prepared.outputs, loosened))

    def tensors(self, case: Case) -> dict[str, Tensor]:
        """The tensors among the arguments of a case, by label."""
        paths = _tensor_paths(case, self._names(case))
        return {label: at(case.args, case.kwargs, path) for label, path in paths}

    def cost_of_reference(self, prepared: Prepared) -> Counts:
        """What the reference's forward pass costs in a case, for the report."""
        asked_ = {"watched": {}, "saved": bool(prepared.gradients), "steps": False}
        return solve(self.reference, prepared.case, prepared.header["leaves"], meter=asked_).cost

    def seconds_of_reference(self, prepared: Prepared) -> float:
        """What the reference's forward pass takes in a case, on this machine, for the report."""
        case = prepared.case

        def prepare() -> Callable[[], Any]:
            args, kwargs = copied(case.args), copied(dict(case.kwargs))
            return lambda: self.reference.call(case.call, args, kwargs)

        with TORCH:
            return quickest(prepare)

    def _names(self, case: Case) -> tuple[str, ...]:
        """Names of the positional arguments, by the reference's signature."""
        if self.drive is not None:
            return tuple(str(i) for i in range(len(case.args)))
        parameters = list(inspect.signature(getattr(self.reference.module, case.call)).parameters)
        return tuple(parameters[: len(case.args)])

    def _meter(self, case: Case, names: tuple[str, ...]) -> dict[str, Any] | None:
        """What is counted in a case, for `measured`; None where no gate holds."""
        try:
            gates = gates_of(self.problem, case)
        except LookupError as error:
            raise BrokenOracle(f"{self.problem.slug}, case {case.name!r}: there is no gate {error}") from error
        paths = dict(_tensor_paths(case, names))
        found = asked(gates, list(paths))
        return found and {**found, "watched": {label: paths[label] for label in found["watched"]}}

    def _out(self, case: Case) -> tuple[str, ...]:
        return case.out if case.out is not None else self.problem.checks.out

    def _wanted(self, case: Case) -> tuple[str, ...]:
        return case.gradients if case.gradients is not None else self.by_call(self.problem.checks.gradients, case)

    def _absent(self, case: Case) -> tuple[str, ...]:
        return case.absent if case.absent is not None else self.by_call(self.problem.checks.absent, case)

    def by_call(self, named: Mapping[str, tuple[str, ...]], case: Case) -> tuple[str, ...]:
        """The names for this call; those of all functions where a driver's call is none of them."""
        if self.drive is not None and case.call not in self.problem.functions:
            return tuple(dict.fromkeys(name for names in named.values() for name in names))
        return named.get(case.call, ())

    def _leaves(self, case: Case, names: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[tuple[str, list[Any]]]:
        """(label, path) of every float tensor among the `wanted` arguments of this case."""
        tensors = dict(_tensor_paths(case, names))
        for label, path in tensors.items():
            value = at(case.args, case.kwargs, path)
            group = label.split(".")[0]
            if value.is_floating_point() and (label in wanted or f"{group}.*" in wanted or group in wanted):
                yield label, path

    def _spreads(self, case: Case) -> bool:
        """Whether a case has an input that can be laid out otherwise."""
        tensors = [leaf for _, leaf in flatten([case.args, dict(case.kwargs)]) if isinstance(leaf, Tensor)]
        return any(tensor.dim() > 0 and tensor.numel() > 1 for tensor in tensors)

    def _floor(
        self, own: "Solved", case: Case, paths: list[Any], exact: "Solved", out: dict[str, Any]
    ) -> dict[str, float]:
        """The largest error of an accepted solution in the case's own dtypes, by check."""
        errors: dict[str, float] = {}
        truth = dict(flatten(exact.output))
        for path, value in flatten(own.output):
            errors[f"output {path}"] = distance(truth.get(path), value)
        for word, theirs, ours in (("grad ", exact.gradients, own.gradients), ("second ", exact.second, own.second)):
            for path, wanted, got in zip(paths, theirs, ours, strict=False):
                errors[word + _label(path, self._names(case))] = distance(wanted, got)
        for label, path in out.items():
            errors[f"out {label}"] = distance(at(exact.args, exact.kwargs, path), at(own.args, own.kwargs, path))
        return errors


def _solved(program: Program, case: Case, paths: list[Any], cotangents: Cotangents) -> Solved | None:
    """None where it raises: `check` tells its author, and here the others' floor counts."""
    try:
        return solve(program, case, paths, cotangents)
    except Exception:
        return None


def _cotangents(output: Any, twice: list[Tensor], salt: int, whole: bool = False) -> Cotangents:
    """For every output, and for the gradients of the leaves `twice`.

    Random, never ones: an entry that is off by a constant must not cancel another. Rounded to bfloat16, so that
    every dtype gets the same ones. `whole` ones are for reading: 1 to 3, of either sign, and 1 for a loss.
    """
    generator = torch.Generator().manual_seed(7919 * salt + 17)

    def drawn(value: Tensor) -> Tensor:
        numbers = torch.randn(value.shape, generator=generator)
        if whole:
            numbers = (2 * numbers).round().clamp(-3, 3)
            numbers = torch.where(numbers == 0, 1.0, numbers) if value.dim() else torch.ones(())
        return numbers.to(torch.bfloat16).to(torch.float64)

    outputs = [(path, value) for path, value in flatten(output) if isinstance(value, Tensor)]
    first = {path: drawn(value) for path, value in outputs if value.is_floating_point()}
    return Cotangents(first, [drawn(leaf) for leaf in twice])


def _narrow(cotangents: Any) -> Any:
    """As they travel: nothing is lost, see above."""
    return map_tensors(cotangents, lambda value: value.to(torch.bfloat16))


def _tensor_paths(case: Case, names: tuple[str, ...]) -> Iterator[tuple[str, list[Any]]]:
    """(label, path) of every tensor among the arguments."""

    def walk(value: Any, label: str, path: list[Any]) -> Iterator[tuple[str, list[Any]]]:
        if isinstance(value, Tensor):
            yield label, path
        elif isinstance(value, dict):
            for key, item in value.items():
                yield from walk(item, f"{label}.{key}", [*path, key])
        elif isinstance(value, list | tuple):
            for i, item in enumerate(value):
                yield from walk(item, f"{label}.{i}", [*path, i])

    for i, value in enumerate(case.args):
        yield from walk(value, names[i], ["args", i])
    for key, value in case.kwargs.items():
        yield from walk(value, key, ["kwargs", key])


def _label(path: list[Any], names: tuple[str, ...]) -> str:
    first = names[path[1]] if path[0] == "args" else path[1]
    return ".".join(str(part) for part in (first, *path[2:]))


def _execute(source: str, name: str) -> dict[str, Any]:
    module = types.ModuleType(name)
    exec(compile(source, f"{name}.py", "exec"), module.__dict__)
    return module.__dict__
