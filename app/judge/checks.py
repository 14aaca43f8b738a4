"""The checks of one case: what came back from the runner, held against what the oracle expects."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import Tensor

from app.judge import wire
from app.judge.compare import Expected, about_an_error, an, compare, said, sentence_case, short
from app.judge.cost import Counts
from app.judge.picture import Paper
from app.judge.prepared import Prepared
from app.judge.present import plain
from app.judge.trees import flatten
from app.judge.variants import SETTINGS
from app.judge.verdict import Check


class Malformed(Exception):
    """What came back does not have the form that a runner sends."""


@dataclass(frozen=True)
class Raised:
    """The error of a variant, as the runner describes it."""

    error: dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What a runner computed for a case: output, gradients of the leaves, arguments as they are afterwards.

    `second` are the gradients of the gradients.
    `again` is the output for inputs that are not contiguous; `raised` describes the error of that second call.
    `left` names the global state that the call left changed, `shared` the arguments in whose memory the output lies.
    `variants` has for each variant its output, or the description of its error as `Raised`.
    `counts` is what the call cost, as the runner claims, where a gate wants to know.
    """

    output: Any
    gradients: list[Any]
    inputs: Any
    twice: bool = False
    again: Any = None
    raised: dict[str, Any] | None = None
    counts: Counts | None = None
    second: list[Any] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    variants: list[Any] = field(default_factory=list)

    def veiled(self, veil: Callable[[Any], Any]) -> "Answer":
        """Without what a sentence about a hidden case must not repeat."""
        return replace(
            self,
            output=veil(self.output),
            gradients=veil(self.gradients),
            second=veil(self.second),
            again=veil(self.again),
            variants=[given if isinstance(given, Raised) else veil(given) for given in self.variants],
        )


def read_answer(prepared: Prepared, answer: dict[str, Any], body: bytearray) -> Answer:
    """A runner's frame as values. Raises Malformed."""
    try:
        unpacker = wire.Unpacker(body, wrap=True)
        output = unpacker.unpack(answer["output"])
        gradients = [unpacker.unpack(tree) for tree in answer.get("gradients", [])]
        second = [unpacker.unpack(tree) for tree in answer.get("second", [])]
        inputs = unpacker.unpack(answer["inputs"])
        raised = answer.get("again")
        twice = prepared.header["noncontiguous"] and raised is None
        again = unpacker.unpack(answer["noncontiguous"]) if twice else None
        asked = prepared.variants if raised is None else ()
        told = answer["variants"] if asked else []
        given = [_varied(unpacker, one) for one, _ in zip(told, asked, strict=True)]
        counts = Counts.claimed(answer["counts"]) if prepared.limits else None
    except (wire.WireError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Malformed from error
    if raised is not None and not isinstance(raised, dict):
        raise Malformed
    left, lent = answer.get("left", []), answer.get("shared", [])
    left, shared = _names(left, SETTINGS), _names(lent, arguments_of(prepared) if lent else ())
    return Answer(output, gradients, inputs, twice, again, raised, counts, second, left, shared, given)


def _varied(unpacker: wire.Unpacker, told: dict[str, Any]) -> Any:
    if isinstance(error := told.get("error"), dict):
        return Raised(error)
    return unpacker.unpack(told["output"])


def _names(told: Any, known: Collection[str]) -> list[str]:
    """The claim that these are the names, each of which must be known."""
    if not isinstance(told, list) or len(told) > len(known) or not all(isinstance(name, str) for name in told):
        raise Malformed
    if not set(told) <= set(known):
        raise Malformed
    return told


def arguments_of(prepared: Prepared) -> dict[str, str]:
    """Path of each tensor argument, as a runner numbers them → its label."""
    args, kwargs = prepared.inputs
    named = [*((f"0.{i}", name, args[i]) for i, name in enumerate(prepared.names))]
    named += [(f"1.{name}", name, value) for name, value in kwargs.items()]
    return {
        f"{start}.{path}" if path else start: f"{label}.{path}" if path else label
        for start, label, value in named
        for path, leaf in flatten(value)
        if isinstance(leaf, Tensor)
    }


def compare_case(
    prepared: Prepared, output: Any, gradients: list[Any], inputs: Any, unchanged: bool, paper: Paper | None
) -> list[Check]:
    """All checks of one call, in the order in which a learner should read them. Raises Malformed."""
    return [
        *compare_output(prepared, output, paper),
        *compare_gradients(prepared, gradients, paper),
        *compare_inputs(prepared, inputs, unchanged, paper),
    ]


def compare_output(prepared: Prepared, output: Any, paper: Paper | None) -> list[Check]:
    """One check for each named part of the answer."""
    alone = isinstance(prepared.outputs, Expected) and len(prepared.labels) == 1
    return list(_compare(prepared.outputs, output, prepared.labels[0] if alone else "", prepared.labels, paper))


def _compare(expected: Any, actual: Any, name: str, labels: Sequence[str], paper: Paper | None) -> list[Check]:
    if isinstance(expected, Expected):
        return [compare(name or "forward", expected, actual, paper)]
    has_tensors = any(isinstance(leaf.value, Tensor) for _, leaf in flatten(expected))
    if isinstance(expected, dict) and (has_tensors or not name):
        if not isinstance(actual, dict) or set(map(str, actual)) != set(map(str, expected)):
            keys = ", ".join(map(str, expected))
            return [Check(name or "forward").fail(f"A dict with the keys {keys} is expected, {said(actual)}")]
        by_name = {str(key): value for key, value in actual.items()}
        return [
            c
            for key, part in expected.items()
            for c in _compare(part, by_name[str(key)], _joined(name, str(key)), (), paper)
        ]
    if isinstance(expected, list | tuple) and (has_tensors or labels):
        if not isinstance(actual, list | tuple) or len(actual) != len(expected):
            how = f"{len(actual)} values" if isinstance(actual, list | tuple) else said(actual).removeprefix("and ")
            return [
                Check(name or "forward").fail(
                    f"{len(expected)} values are expected, and yours is {how}".replace("yours is yours is", "yours is")
                )
            ]
        checks = []
        for i, (part, value) in enumerate(zip(expected, actual, strict=True)):
            label = labels[i] if i < len(labels) else f"{name or 'forward'}[{i}]"
            checks += _compare(part, value, label, (), paper)
        return checks
    return [_compare_plain(Check(name or "forward"), expected, actual)]


def _joined(name: str, key: str) -> str:
    return f"{name}.{key}" if name else key


def _compare_plain(check: Check, expected: Any, actual: Any) -> Check:
    """Nested plain Python values as one check; tuples and lists are the same thing."""
    want = dict(flatten(expected))
    got = dict(flatten(actual))
    check.total = len(want)
    check.expected = {"kind": "value", "text": short(plain(expected))}
    check.actual = {"kind": "value", "text": short(actual)}
    if sentence := about_an_error(plain(expected), actual):
        return check.fail(sentence)
    if isinstance(expected, list | tuple) and not isinstance(actual, list | tuple):
        return check.fail(f"{sentence_case(an(type(expected).__name__))} is expected, {said(actual)}")
    if isinstance(expected, dict) and not isinstance(actual, dict):
        return check.fail(f"A dict is expected, {said(actual)}")
    for path, leaf in want.items():
        one = compare(check.name, leaf, got[path], None) if path in got else None
        if one is None or one.status == "failed":
            check.mismatched += 1
            if check.mismatched == 1:
                where = f"entry {path}" if path else "the value"
                missing = f"expected {short(leaf.value, 80)}, yours ends before it."
                check.fail(f"First difference at {where}: {one.message if one else missing}")
    if check.status == "passed" and len(got) > len(want):
        extra = next(path for path in got if path not in want)
        check.fail(
            f"Yours has {len(got)} values, {len(want)} are expected; the first one too many is at entry {extra}."
        )
    return check


def compare_gradients(prepared: Prepared, gradients: list[Any], paper: Paper | None) -> list[Check]:
    """The vector-Jacobian product for each leaf, against the oracle's."""
    checks = []
    for i, (label, expected) in enumerate(zip(prepared.gradients, prepared.grads, strict=True)):
        gradient = gradients[i] if i < len(gradients) else None
        if gradient is None:
            cut = f"No gradient reaches `{label}`. The graph is cut: by detach, no_grad, .data, .item() or numpy."
            checks.append(_nothing(Check(f"grad {label}"), expected, cut))
        else:
            checks.append(compare(f"grad {label}", expected, gradient, paper))
    return checks + [
        _none_expected(label, gradient)
        for label, gradient in zip(prepared.absent, gradients[len(prepared.gradients) :], strict=False)
    ]


def compare_second(prepared: Prepared, gradients: list[Any], paper: Paper | None) -> list[Check]:
    """The gradients of the gradients, where the problem asks for them."""
    checks = []
    for i, expected in enumerate(prepared.second):
        gradient, name = gradients[i] if i < len(gradients) else None, f"second grad {prepared.gradients[i]}"
        if gradient is None:
            cut = f"The gradient of `{prepared.gradients[i]}` cannot be differentiated again: its own graph is cut."
            checks.append(_nothing(Check(name), expected, cut))
        else:
            checks.append(compare(name, expected, gradient, paper))
    return checks


def _nothing(check: Check, expected: Expected, sentence: str) -> Check:
    """No gradient is the same as zeros."""
    check.total = expected.value.numel()
    if bool((expected.value != 0).any()):
        check.mismatched = check.total
        check.fail(sentence)
    return check


def _none_expected(label: str, gradient: Any) -> Check:
    """A frozen or detached argument: no gradient, or zeros."""
    check = Check(f"grad {label}", total=1)
    if gradient is not None and not (isinstance(gradient, wire.Array) and bool((gradient.tensor == 0).all())):
        check.mismatched = 1
        check.fail(f"A gradient reaches `{label}`, and none should: it is frozen, or stands behind a stop-gradient.")
    return check


def compare_inputs(prepared: Prepared, inputs: Any, unchanged: bool, paper: Paper | None) -> list[Check]:
    """Arguments written in place hold what they should, all others are bit for bit what they were."""
    try:
        args, kwargs = inputs
        after = dict(zip(prepared.names, args, strict=True)) | kwargs
        now = dict(flatten(after))
    except (TypeError, ValueError) as error:
        raise Malformed from error
    checks = [compare(label, expected, now.get(label), paper) for label, expected in prepared.out.items()]
    if not unchanged:
        return checks
    before = dict(zip(prepared.names, prepared.inputs[0], strict=True)) | prepared.inputs[1]
    check = Check("unchanged inputs")
    leaves = dict(flatten(before))
    check.total = sum(isinstance(leaf, Tensor) and label not in prepared.out for label, leaf in leaves.items())
    changed = [label for label, leaf in leaves.items() if label not in prepared.out and not kept(leaf, now.get(label))]
    changed += [label for label in now if label not in leaves]  # what a list or dict of the caller has gained
    if changed:
        check.mismatched = len(changed)
        check.fail(f"`{changed[0]}` was changed in place. It belongs to the caller, who still needs it.")
    return [*checks, check] if check.total or changed else checks


def kept(leaf: Any, value: Any) -> bool:
    """Whether an argument is what it was; one that is neither a tensor nor plain is not looked at."""
    if isinstance(leaf, Tensor):
        return isinstance(value, wire.Array) and same_bits(leaf, value.tensor)
    if isinstance(leaf, bool | int | float | str):
        return type(value) is type(leaf) and (value == leaf or (value != value and leaf != leaf))
    return True


def same_bits(a: Tensor, b: Tensor) -> bool:
    if a.dtype != b.dtype or a.shape != b.shape:
        return False
    return torch.equal(a, b) or bool(((a == b) | ((a != a) & (b != b))).all())


def compare_again(prepared: Prepared, again: Any) -> Check:
    """The same numbers laid out otherwise must give the same answer."""
    check = Check("non-contiguous input")
    failed = next((c for c in compare_output(prepared, again, None) if c.status == "failed"), None)
    if failed:
        check.fail(f"With the same numbers in a non-contiguous tensor the answer is another: {failed.message}")
    return check
