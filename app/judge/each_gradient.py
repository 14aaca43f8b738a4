"""Attacks on one gradient at a time. Beside right gradients a wrong one must show by itself, for every argument whose
gradient is compared, in every function that compares it: whatever a driver calls is a function of its own here.

The first accepted solution runs once. What it answered is spoiled, and compared as an attempt is; a gradient of zeros,
which nothing spoils, does not count.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from app.judge.cases import SALTS
from app.judge.checks import Answer, compare_gradients, compare_second, read_answer
from app.judge.oracle import Oracle
from app.judge.prepared import Prepared
from app.judge.trial import Bench
from app.judge.wire import Array

Spoil = Callable[[Tensor], Tensor | None]  # None: no gradient arrives
SPOILS: dict[str, Spoil] = {
    "half of it": lambda gradient: gradient * 0.5,
    "a thousandth more": lambda gradient: gradient * 1.001,
    "zeros": torch.zeros_like,
    "none": lambda gradient: None,
}


@dataclass(frozen=True)
class Given:
    """One gradient of one call, as the solution gave it: `index` counts among the first or the `second` gradients."""

    prepared: Prepared
    answer: Answer
    index: int
    second: bool

    @property
    def name(self) -> str:
        label = self.prepared.gradients[self.index]
        return f"{'second gradient' if self.second else 'gradient'} of `{label}` in {self.prepared.case.call}"

    @property
    def value(self) -> Tensor | None:
        gradients = self.answer.second if self.second else self.answer.gradients
        given = gradients[self.index] if self.index < len(gradients) else None
        return given.tensor if isinstance(given, Array) else None

    def rejected(self, spoiled: Tensor | None) -> bool:
        """Whether the checks find `spoiled` in the place of the gradient."""
        gradients = list(self.answer.second if self.second else self.answer.gradients)
        gradients[self.index] = None if spoiled is None else replace(gradients[self.index], tensor=spoiled)
        checks = (compare_second if self.second else compare_gradients)(self.prepared, gradients, None)
        return checks[self.index].status == "failed"


def attacked(oracle: Oracle) -> tuple[int, list[str]]:
    """How many attacks were rejected with every salt, and a sentence for each that was not."""
    fates: dict[tuple[str, str], set[bool]] = {}
    for salt in SALTS:
        seen: dict[tuple[str, str], bool] = {}
        for given in _given(oracle, salt):
            value = given.value
            if value is None:
                continue
            for word, spoil in SPOILS.items():
                spoiled = spoil(value)
                if torch.equal(value, torch.zeros_like(value) if spoiled is None else spoiled):
                    continue
                key = (given.name, word)
                seen[key] = seen.get(key, False) or given.rejected(spoiled)
        for key, found in seen.items():
            fates.setdefault(key, set()).add(found)
    return sum(all(fate) for fate in fates.values()), [
        f"the {name} may be wrong, and all else right: {word} is accepted."
        for (name, word), fate in fates.items()
        if not all(fate)
    ]


def _given(oracle: Oracle, salt: int) -> Iterator[Given]:
    """Every gradient that is compared, as the first accepted solution gives it."""
    bench = Bench(oracle, oracle.problem.solution)
    for prepared in oracle.prepared(salt):
        if not prepared.gradients:
            continue
        told, body = bench.answer(prepared)
        if told.get("error") is not None:
            continue  # `check` has told of it
        answer = read_answer(prepared, told, body)
        for index in range(len(prepared.gradients)):
            yield Given(prepared, answer, index, second=False)
            if prepared.second:
                yield Given(prepared, answer, index, second=True)
