"""All checks of one case, in the order in which a learner should read them: the call itself, what it left behind, the
other layout of its inputs, and the variants. What comes after the call is looked at only where the call is right.
"""

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import torch

from app.judge import wire
from app.judge.checks import (
    Answer,
    Raised,
    arguments_of,
    compare_again,
    compare_case,
    compare_output,
    compare_second,
    same_bits,
)
from app.judge.gates import compare_counts
from app.judge.picture import Paper
from app.judge.prepared import Prepared, replace_leaves
from app.judge.robustness import NO_ALIAS, NO_GLOBAL_STATE, WORDS, Variant
from app.judge.trees import flatten
from app.judge.variants import AUTOCAST, DETERMINISTIC, RANDOM, SEED, VMAP
from app.judge.verdict import Check

Tell = Callable[[dict[str, Any]], str]  # what may be said of an error


def said_by(error: dict[str, Any]) -> str:
    """An error of our own programs."""
    return f"{error.get('type')}: {error.get('message')}"


def compare_answer(
    prepared: Prepared, answer: Answer, unchanged: bool, paper: Paper | None, tell: Tell = said_by
) -> list[Check]:
    """`tell` turns the description of a variant's error into what may be said of it."""
    checks = compare_case(prepared, answer.output, answer.gradients, answer.inputs, unchanged, paper)
    checks += compare_second(prepared, answer.second, paper)
    if answer.counts is not None:
        checks += compare_counts(prepared.limits, answer.counts)
    if all(check.status == "passed" for check in checks):
        checks += compare_traces(prepared, answer)
        if answer.twice:
            checks.append(compare_again(prepared, answer.again))
        if answer.raised is None:
            checks += compare_variants(prepared, answer, tell)
    return checks


def compare_traces(prepared: Prepared, answer: Answer) -> list[Check]:
    """What the call left behind. Of state and random numbers only what is wrong is told."""
    watch, checks = prepared.header["watch"], []
    if watch["settings"]:
        check = _switch(NO_GLOBAL_STATE, WORDS[NO_GLOBAL_STATE].check)
        left = [name for name in answer.left if name != RANDOM]
        if left:
            checks.append(check.fail(_state(left)))
    if watch["draws"] and RANDOM in answer.left:
        check = _switch(DETERMINISTIC, WORDS[DETERMINISTIC].check)
        checks.append(check.fail(f"Your code draws random numbers. {WORDS[DETERMINISTIC].advice}"))
    if watch["alias"]:
        labels = arguments_of(prepared)
        check = _switch(NO_ALIAS, WORDS[NO_ALIAS].check)
        lent = [label for label in (labels[path] for path in answer.shared) if label not in prepared.out]
        if lent:
            check.fail(f"The result lies in the memory of `{lent[0]}`. {WORDS[NO_ALIAS].advice}")
        checks.append(check)
    return checks


def _state(left: list[str]) -> str:
    if SEED in left:
        return (
            "Your code seeds torch's random numbers: whoever draws after it gets the same ones each time. Seed a "
            "torch.Generator of your own."
        )
    return (
        f"Your code leaves torch's {' and '.join(left)} changed for whoever runs after it. Set it in a `with`, which "
        "puts it back, or give dtype and device to the call that needs them."
    )


def compare_variants(prepared: Prepared, answer: Answer, tell: Tell) -> list[Check]:
    """The same call under other circumstances: a check for each."""
    checks = []
    for variant, given in zip(prepared.variants, answer.variants, strict=True):
        check = _switch(variant.kind, variant.check)
        if isinstance(given, Raised):
            check.fail(variant.stops(tell(given.error)))
        elif message := _differs(variant, given, answer.output):
            check.fail(variant.differs(message))
        checks.append(check)
    return checks


def _differs(variant: Variant, given: Any, first: Any) -> str:
    """The first difference, or nothing."""
    if variant.kind == DETERMINISTIC:
        return _other_bits(first, given)
    for n, prepared in enumerate(variant.expected):
        one = given
        if variant.kind == VMAP:
            one = replace_leaves(given, functools.partial(_slice, n))
        if variant.kind == AUTOCAST:
            one = _narrowed(prepared.outputs, given)
        failed = next((check for check in compare_output(prepared, one, None) if check.status == "failed"), None)
        if failed:
            return failed.message
    return ""


def _other_bits(first: Any, second: Any) -> str:
    before, after = dict(flatten(first)), dict(flatten(second))
    if before.keys() != after.keys():
        return "it has other parts."
    for path, leaf in before.items():
        other = after[path]
        if isinstance(leaf, wire.Array) and isinstance(other, wire.Array):
            same = same_bits(leaf.tensor, other.tensor)
        else:
            same = type(leaf) is type(other) and (leaf == other or (leaf != leaf and other != other))
        if not same:
            return f"entry {path} is another." if path else "the values are others."
    return ""


def _slice(n: int, _: str, leaf: Any) -> Any:
    """What belongs to one example; None where there is none. What is no tensor belongs to every one."""
    if not isinstance(leaf, wire.Array):
        return leaf
    if not leaf.tensor.dim() or leaf.tensor.shape[0] <= n:
        return None
    return replace(leaf, tensor=leaf.tensor[n], stride=leaf.stride[1:])


def _narrowed(expected: Any, given: Any) -> Any:
    """Under autocast a result may be in bfloat16, or in float32 as without it."""
    wanted = {path: leaf.dtype for path, leaf in flatten(expected)}

    def narrow(path: str, leaf: Any) -> Any:
        if not isinstance(leaf, wire.Array) or {leaf.tensor.dtype, wanted.get(path)} != {torch.float32, torch.bfloat16}:
            return leaf
        return replace(leaf, tensor=leaf.tensor.bfloat16())

    return replace_leaves(given, narrow)


def _switch(kind: str, name: str) -> Check:
    check = Check(name, total=1)
    check.fields = {"switch": kind}
    return check
