"""The stability map: types down, and across what the inputs are: their size, and what is odd about them. Each case has
its places by its own tensors (`app/judge/stability.py`); problem.toml says which places are out of scope, and why."""

from collections.abc import Mapping

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
KEYS = (*DTYPES, *KINDS, *(f"{dtype} {kind}" for dtype in DTYPES for kind in KINDS))


def out_of_scope(declared: Mapping[str, str], dtype: str, kind: str) -> str | None:
    """The reason why a place is out of scope: its own, or that of its column or row."""
    return declared.get(f"{dtype} {kind}") or declared.get(kind) or declared.get(dtype)
