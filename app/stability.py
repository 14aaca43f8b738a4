"""The stability map: types down, and across what the inputs are: their size, and what is odd about them. Each case has
its places by its own tensors (`app/judge/place.py`); problem.toml says which places are out of scope, and why."""

import difflib
from collections.abc import Collection, Iterator, Mapping

DTYPES = ("float64", "float32", "float16", "bfloat16")
TINY, HUGE = 0.01, 100.0  # where the largest number is below the one, or not below the other
# What goes over a column, and in words.
SIZES = {
    "tiny": (f"< {TINY}", f"numbers below {TINY}"),
    "ordinary": ("1", "ordinary numbers"),
    "huge": (f"≥ {HUGE:.0f}", f"numbers of {HUGE:.0f} and more"),
}
EDGES = {
    "denormal": ("denormal", "denormal numbers"),
    "zeros": ("0 … 0", "a row of zeros"),
    "minus_inf": ("−∞ row", "a row of −∞"),
    "not_finite": ("±∞, NaN", "other infinities or NaN"),
    "empty": ("empty", "an empty input"),
    "batch_of_one": ("batch 1", "a batch of one"),
    "length_one": ("length 1", "rows of length 1"),
}
KINDS = SIZES | EDGES
PLACES = tuple((dtype, kind) for dtype in DTYPES for kind in KINDS)
Spot = tuple[str, str]  # a type and a kind


def covered(key: str) -> tuple[Spot, ...]:
    """The places that a key of `[stability]` speaks of: its types, or all of them, with its kinds, or all of those."""
    words = key.split()
    dtypes = [dtype for dtype in DTYPES if dtype in words] or list(DTYPES)
    kinds = [kind for kind in KINDS if kind in words] or list(KINDS)
    return tuple((dtype, kind) for dtype in dtypes for kind in kinds)


def is_exact(key: str) -> bool:
    """Whether a key names both types and kinds. A row or a column speaks only of places that no case stands in."""
    words = set(key.split())
    return bool(words & set(DTYPES)) and bool(words & set(KINDS))


def key_of(declared: Mapping[str, str], dtype: str, kind: str) -> str | None:
    """The key that speaks for a place without a case: an exact one before others, then the one of the fewest places."""
    keys = [key for key in declared if (dtype, kind) in covered(key)]
    return min(keys, key=lambda key: (not is_exact(key), len(covered(key)))) if keys else None


def out_of_scope(declared: Mapping[str, str], dtype: str, kind: str) -> str | None:
    """The reason why a place without a case is out of scope."""
    key = key_of(declared, dtype, kind)
    return None if key is None else declared[key]


def misspelt(key: str) -> str | None:
    """What is wrong with a key of `[stability]`; None where each of its words is a type or a kind."""
    for word in key.split():
        if word not in DTYPES and word not in KINDS:
            close = difflib.get_close_matches(word, [*DTYPES, *KINDS], n=1)
            meant = " ".join(close[0] if one == word else one for one in key.split()) if close else ""
            hint = f" Did you mean stability.{meant}?" if close else f" Known are {', '.join([*DTYPES, *KINDS])}."
            return f"stability.{key} is not a key.{hint}"
    return None if key.split() else "stability has a key without a name."


def grouped(places: Collection[Spot]) -> Iterator[str]:
    """These places as few keys: types with the same kinds together, and a kind that all types have as a column."""
    columns = [kind for kind in KINDS if all((dtype, kind) in places for dtype in DTYPES)]
    if columns:
        yield " ".join(columns)
    rest: dict[tuple[str, ...], list[str]] = {}
    for dtype in DTYPES:
        kinds = tuple(kind for kind in KINDS if (dtype, kind) in places and kind not in columns)
        if kinds:
            rest.setdefault(kinds, []).append(dtype)
    yield from (" ".join((*dtypes, *kinds)) for kinds, dtypes in rest.items())
