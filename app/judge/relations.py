"""What kind of wrong a wrong answer is, said from the numbers alone: half of what it should be, transposed, …

For a mistake that no shipped submission makes. Only what holds in all cases where a check fails is said, and only where
at least two entries witness it independently. The sentence names sizes and arguments, never a value: cases are hidden.
"""

import time
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor

from app.judge.compare import Expected
from app.judge.diagnose import Outcome
from app.judge.guesses import Key, Seen, Witness, guesses
from app.judge.prepared import Prepared
from app.judge.trees import flatten
from app.judge.variants import largest
from app.judge.wire import Array, name_of

LARGEST = 1 << 16  # entries of a tensor that is looked at
SECONDS = 0.6  # of this thread's own time, for all checks of an attempt: a busy machine says no less
LARGE, APART = 20.0, 4.0  # numbers that are called large, and how much larger than in the cases that pass
DIGITS = 5.0  # that all witnesses must be worth together
FEWEST = {
    "argument": 3,
    "part": 3,
    "factor along": 3,
    "offset along": 3,
    "transposed": 3,
    "permuted": 3,
    "reversed": 3,
    "shifted": 3,
    "same factor": 3,
    "same offset": 3,
}  # else 2


def relate(cases: Sequence[Prepared], outcomes: Sequence[Outcome]) -> dict[str, Any] | None:
    """{"text", "kind", "check"} of the first failed check about which something true can be said."""
    until = time.thread_time() + SECONDS
    by_check: dict[str, list[Seen | None]] = {}
    for prepared, outcome in zip(cases, outcomes, strict=False):
        if outcome.failed:
            for name, seen in failed_checks(prepared, outcome):
                by_check.setdefault(name, []).append(seen)
    failing = sum(bool(outcome.failed or outcome.raised) for outcome in outcomes)
    for name, all_seen in by_check.items():
        usable = [seen for seen in all_seen if seen is not None]
        if len(usable) < len(all_seen):
            continue
        key = common(usable, until)
        if key is not None:
            text = f"{subject(name)} {words(key)}, {where(len(usable), failing)}."
            return {"text": text, "kind": key[0], "check": name}
    return apart(cases, outcomes)


def _asked(prepared: Prepared) -> tuple[str, int, frozenset[str]]:
    """The call of a case, and which arguments it has."""
    return prepared.case.call, len(prepared.case.args), frozenset(prepared.case.kwargs)


def apart(cases: Sequence[Prepared], outcomes: Sequence[Outcome]) -> dict[str, Any] | None:
    """What all cases that fail have, and none that passes: large numbers, or a dtype. A fact, not a guess."""
    failing, passing = (
        [prepared for prepared, outcome in zip(cases, outcomes, strict=False) if bool(outcome.failed) is failed]
        for failed in (True, False)
    )
    if not failing or len(passing) < 4 or any(outcome.raised for outcome in outcomes):
        return None
    if not set(map(_asked, failing)) <= set(map(_asked, passing)):
        return None  # that nothing else is asked for in these cases must be seen from one that passes
    first = next(outcome for outcome in outcomes if outcome.failed)
    told = {"check": min(first.failed)}
    sizes = [_magnitude(prepared) for prepared in failing]
    if min(sizes) >= LARGE and min(sizes) >= APART * max(map(_magnitude, passing)):
        return told | {"kind": "magnitude", "text": "Only the cases with large numbers in the input fail."}
    dtypes = set.intersection(*map(_dtypes, failing)).difference(*map(_dtypes, passing))
    for dtype in (torch.float64, torch.bfloat16, torch.float16):
        if dtype in dtypes:
            return told | {"kind": "only dtype", "text": f"Only the cases with {name_of(dtype)} inputs fail."}
    return None


def _dtypes(prepared: Prepared) -> set[torch.dtype]:
    return {leaf.dtype for _, leaf in flatten(prepared.inputs) if isinstance(leaf, Tensor) and leaf.is_floating_point()}


def _magnitude(prepared: Prepared) -> float:
    """Of the largest finite entry of a float argument."""
    floats = [leaf for _, leaf in flatten(prepared.inputs) if isinstance(leaf, Tensor) and leaf.is_floating_point()]
    return max((largest(leaf) for leaf in floats), default=0.0)


def common(all_seen: Sequence[Seen], until: float = float("inf")) -> Key | None:
    """The first guess that holds for all of them and is witnessed well enough."""
    alive: dict[Key, list[Witness]] | None = None
    for seen in sorted(all_seen, key=lambda seen: seen.got.numel(), reverse=True):
        if time.thread_time() > until:
            return None
        found = guesses(seen, None if alive is None else frozenset(alive))
        before = {key: [] for key in found} if alive is None else alive
        alive = {key: [*witnesses, found[key]] for key, witnesses in before.items() if key in found}
        if not alive:
            return None
    return next((key for key, witnesses in (alive or {}).items() if enough(key, witnesses)), None)


def enough(key: Key, witnesses: Sequence[Witness]) -> bool:
    """Whether chance is out of the question."""
    values: dict[str, float] = {}
    for witness in witnesses:
        values |= witness.values
    spent = sum(witness.spent for witness in witnesses)
    worth = sorted(values.values(), reverse=True)[: max(len(values) - spent, 0)]
    digits = sum(worth) + sum(witness.digits for witness in witnesses)
    return len(worth) >= FEWEST.get(key[0], 2) and digits >= DIGITS


# ---- what there is to look at --------------------------------------------------------------------------------------


def failed_checks(prepared: Prepared, outcome: Outcome) -> Iterator[tuple[str, Seen | None]]:
    """Every failed check of a case by its name; None for what cannot be looked at."""
    before = dict(zip(prepared.names, prepared.inputs[0], strict=False)) | prepared.inputs[1]
    inputs = dict(flatten(before))
    pairs = list(_pairs(prepared, outcome))
    for name, expected, actual in pairs:
        if name in outcome.failed:
            others = {n: e.value for n, e, _ in pairs if n != name and isinstance(e.value, Tensor)}
            yield name, seen_as(prepared.case.name, expected, actual, inputs, others)


def seen_as(
    case: str, expected: Expected, actual: Any, inputs: dict[str, Any], others: dict[str, Tensor] | None = None
) -> Seen | None:
    """None where the type or dtype is wrong, which its check says well enough, and for a tensor that is too large."""
    if isinstance(expected.value, float) and isinstance(actual, float):
        return Seen(case, expected, torch.tensor(actual, dtype=torch.float64), inputs)
    if not isinstance(expected.value, Tensor) or not isinstance(actual, Array):
        return None
    got = actual.tensor
    if got.dtype != expected.dtype or got.is_complex():
        return None
    if not 0 < got.numel() <= LARGEST or not 0 < expected.value.numel() <= LARGEST:
        return None
    return Seen(case, expected, got.detach().double(), inputs, others or {})


def _pairs(prepared: Prepared, outcome: Outcome) -> Iterator[tuple[str, Expected, Any]]:
    """(name of the check, expected, what came), named as app/judge/checks.py names them."""
    alone = isinstance(prepared.outputs, Expected) and len(prepared.labels) == 1
    yield from _parts(prepared.outputs, outcome.output, prepared.labels[0] if alone else "", prepared.labels)
    for label, expected, gradient in zip(prepared.gradients, prepared.grads, outcome.gradients, strict=False):
        yield f"grad {label}", expected, gradient
    if prepared.out:
        args, kwargs = outcome.inputs
        now = dict(flatten(dict(zip(prepared.names, args, strict=False)) | kwargs))
        yield from ((label, expected, now.get(label)) for label, expected in prepared.out.items())


def _parts(expected: Any, actual: Any, name: str, labels: Sequence[str]) -> Iterator[tuple[str, Expected, Any]]:
    if isinstance(expected, Expected):
        yield name or "forward", expected, actual
    elif isinstance(expected, dict) and isinstance(actual, dict):
        by_name = {str(key): value for key, value in actual.items()}
        for key, part in expected.items():
            yield from _parts(part, by_name.get(str(key)), f"{name}.{key}" if name else str(key), ())
    elif isinstance(expected, list | tuple) and isinstance(actual, list | tuple):
        for i, (part, value) in enumerate(zip(expected, actual, strict=False)):
            yield from _parts(part, value, labels[i] if i < len(labels) else f"{name or 'forward'}[{i}]", ())


# ---- words ---------------------------------------------------------------------------------------------------------

PLAIN = {
    "zeros": "is all zeros",
    "nothing": "is zero but for rounding",
    "twice": "is twice what it should be",
    "half": "is half of what it should be",
    "negative": "has the wrong sign, and is right otherwise",
    "same factor": "is off by one and the same factor",
    "factor": "is off by a factor that is the same for all entries of a case",
    "transposed": "is right but transposed: the last two dimensions are swapped",
    "reshaped": "has the right values in the right order, but in another shape",
    "same offset": "is off by one and the same amount",
    "offset": "is off by an amount that is the same for all entries of a case",
    "nan": "is right except where it is NaN",
    "minus infinity": "is right except where −∞ is expected",
    "zero": "is right except where 0 is expected",
    "diagonal": "is right except on the diagonal",
    "above": "is right except above the diagonal",
    "below": "is right except below the diagonal",
    "one batch": "is right except in one entry of the first dimension",
    "only first": "is right at the first index of the first dimension, and wrong beyond it",
    "inverted": "is 0 where it should not be, and only there, as if a mask were the wrong way round",
}
SIZES = {
    "times": "is `{}` times what it should be, as if a sum stood where a mean belongs",
    "over": "is what it should be divided by `{}`, as if a mean stood where a sum belongs",
    "root": "is √n times what it should be, n being `{}`",
    "over root": "is what it should be divided by √n, n being `{}`",
}


def words(key: Key) -> str:
    """The guess as the rest of a sentence."""
    match key:
        case ("input", label):
            return f"equals the argument `{label}` as it was given"
        case ("size", how, name):
            return SIZES[how].format(name)
        case ("variance", factor, name):
            return (
                f"is {factor} times what it should be, n being `{name}`, "
                "as if a variance were divided by the wrong one of n and n − 1"
            )
        case ("permuted", order):
            return f"is right but its dimensions are permuted: it is the expected one with `permute({order})`"
        case ("reversed", dim):
            return f"is right but reversed along {dim}"
        case ("shifted", way, dim):
            return f"is right but shifted {way} by one along {dim}"
        case ("one off", size):
            return f"is too {size} by 1"
        case ("precision", name):
            return f"has only the precision of {name}: its numbers are near, and all of them are {name} numbers"
        case ("edge", place, "entry" | "row" | "column" as name):
            return f"is right except in the {place} {name}"
        case ("edge", place, name):
            return f"is right except at the {place} index of {name}"
        case ("argument", how, name):
            return f"is what it should be, {how} {name}"
        case ("part", label):
            name = label.removeprefix("grad ")
            return "has what " + (f"the gradient of `{name}` should be" if name != label else f"belongs in `{name}`")
        case ("reduced", word, dims):
            return f"is the {word} of what it should be, over {dims}"
        case ("not reduced", word):
            return f"has one number for each entry: their {word} is what it should be"
        case ("factor along", dim):
            return f"is off by a factor that is the same along {dim}"
        case ("offset along", dim):
            return f"is off by an amount that is the same along {dim}"
        case ("broadcast", dims):
            return f"is off as if a vector were broadcast along the wrong one of {dims}"
    return PLAIN[key[0]]


def subject(name: str) -> str:
    if name.startswith("grad "):
        return f"Your gradient of `{name.removeprefix('grad ')}`"
    return "Your output" if name == "forward" else f"Your `{name}`"


def where(wrong: int, failing: int) -> str:
    """`wrong`: cases where this check fails; `failing`: cases that do not pass."""
    if failing == 1:
        return "in the one case that fails"
    return "in every case that fails" if wrong == failing else "wherever it is wrong"
