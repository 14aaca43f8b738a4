"""Chance, for drivers of problems that draw random numbers: tests that fail an honest solution less than once in 1e12.

An attempt makes at most some hundred such comparisons, so that all of them together raise a false alarm less than once
in 1e9 attempts. Nothing rests on a limit theorem: each test is an exact tail, or a bound that holds for every n.

Coins. Of n independent events of probability p, K ~ Bin(n, p) happen, and the tails of Bin are summed. So the share of
dropped entries is tested against p itself, and the signs of numbers that are symmetric around 0 against 1/2. Two events
that are independent agree with probability p² + (1 - p)², so the agreements in n/2 disjoint pairs of neighbours are a
Bin(n/2, p² + (1 - p)²): a mask that is shared over a dimension agrees everywhere along it.

Spread. Reference and solution draw n numbers each; neither is told the standard deviation, which is the answer.
For normal numbers the sums of squares A, B ~ σ² χ²(n) are independent, and by Chernoff, for every s < 1/2,

    P(A > e^t B) <= E exp(sA) E exp(-s e^t B) = [(1 - 2s)(1 + 2s e^t)]^(-n/2),      best at s = (e^t - 1) / (4 e^t):
    P(|log A - log B| > t) <= 2 cosh(t/2)^(-n).

Uniform numbers of the same variance obey the same bound. Their squares have the same mean, and a distribution function
that crosses that of normal squares once, from below: so E f(X²) is at most that of normal ones for every convex f, and
exp is one. Of one sample against σ²: P(|log(A / nσ²)| > t) <= 2 exp(-n (e^-t - 1 + t) / 2).

Shape. By Dvoretzky, Kiefer and Wolfowitz with Massart's constant, no share of n numbers below any threshold is further
than t from its probability, but with probability 2 exp(-2nt²). The thresholds are multiples k of the sample's own
deviation, which is off by a factor exp(v/2) at most (Spread, one sample). A share moves by at most |v/2| · max x·f(x),
where f is the density of |X| / σ: 0.49 for normal numbers, and 0.6 for uniform ones near k <= 1. Two samples: twice.
"""

import functools
import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

EACH = 1e-12  # how often one test fails what is honest
WITHIN = {"half a deviation": 0.5, "one deviation": 1.0}
STEEPEST = 0.6


def least(log_tail: Callable[[float], float], alarm: float = EACH, most: float = 1.0) -> float:
    """The smallest deviation t that is exceeded with probability `alarm` at most; `log_tail` falls in t."""
    low, high = 0.0, most
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if log_tail(middle) <= math.log(alarm) else (middle, high)
    return high


# ---- coins -----------------------------------------------------------------------------------------------------------


def log_pmf(k: int, n: int, p: float) -> float:
    """log P(Bin(n, p) = k)."""
    if p in (0.0, 1.0):
        return 0.0 if k == n * p else -math.inf
    ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return ways + k * math.log(p) + (n - k) * math.log1p(-p)


@functools.cache  # the pairs along each dimension are as many
def expected_counts(n: int, p: float, alarm: float = EACH) -> tuple[int, int]:
    """The lowest and highest count that passes: outside, on each side, Bin(n, p) lies with probability alarm / 2."""
    return _lowest(n, p, alarm / 2), n - _lowest(n, 1 - p, alarm / 2)


def _lowest(n: int, p: float, alarm: float) -> int:
    """The smallest k with P(Bin(n, p) <= k) > alarm. Summed upwards from where a term is nothing, with 1% to spare for
    the rounding of log_pmf."""
    # Hoeffding: below n p - 2 room there is less than alarm to the fourth.
    room = math.sqrt(n * math.log(1 / alarm) / 2)
    k = max(0, math.floor(n * p - 2 * room))
    total = 0.0
    while total <= 0.99 * alarm:
        total += math.exp(log_pmf(k, n, p))
        k += 1
    return k - 1


def as_likely(events: Tensor, p: float) -> bool:
    """Whether as many events happened as independent ones of probability p would."""
    low, high = expected_counts(events.numel(), p)
    return low <= int(events.sum()) <= high


def independent(events: Tensor, dim: int, p: float) -> bool:
    """Whether neighbours along a dimension agree as often as independent events do."""
    flat = events.movedim(dim, -1).flatten()
    pairs = flat[: flat.numel() // 2 * 2].view(-1, 2)
    return as_likely(pairs[:, 0] == pairs[:, 1], p * p + (1 - p) * (1 - p))


def coins(events: Tensor, p: float, dims: Sequence[str], happens: str) -> dict[str, bool]:
    """Facts about a bool tensor whose dimensions are named: all true for independent events of probability p."""
    facts = {happens: as_likely(events, p)}
    named = [(dim, name) for dim, name in enumerate(dims) if events.shape[dim] > 1]
    return facts | {f"independent {name}": independent(events, dim, p) for dim, name in named}


# ---- spread and shape of numbers around 0 ----------------------------------------------------------------------------


def log_tail_of_spread(n: int, t: float) -> float:
    """How likely, at most, the logarithms of two sample variances are further apart than t: its logarithm."""
    return math.log(2) - n * math.log(math.cosh(t / 2))


def log_tail_of_one_spread(n: int, t: float) -> float:
    """The same for one sample variance and the true one."""
    return math.log(2) - n * (math.expm1(-t) + t) / 2


def log_tail_of_shares(n: int, t: float) -> float:
    """How likely, at most, some share of n numbers is further than t from its probability: its logarithm."""
    return math.log(2) - 2 * n * t * t


def tolerance(n: int) -> float:
    """How far any of `spread_and_shape` may lie from that of another honest sample; n numbers in each."""
    spread = least(lambda t: log_tail_of_spread(n, t))
    own = least(lambda t: log_tail_of_one_spread(n, t), EACH / 4)
    if own > 2 * math.log(STEEPEST * math.sqrt(3)):  # then a threshold may lie where uniform numbers are denser
        raise ValueError(f"{n} numbers are too few to tell anything of")
    shares = least(lambda t: log_tail_of_shares(n, t), EACH / 4)
    return max(spread, 2 * (shares + STEEPEST * own / 2))


def spread_and_shape(numbers: Tensor) -> dict[str, Tensor]:
    """The logarithm of the variance, and the shares within multiples of the deviation, in float32."""
    square = numbers.double().square().mean()
    inside = {name: (numbers.double().abs() <= k * square.sqrt()).double().mean() for name, k in WITHIN.items()}
    found = {"log of the variance": square.log(), **{f"share within {name}": share for name, share in inside.items()}}
    return {name: value.to(torch.float32) for name, value in found.items()}
