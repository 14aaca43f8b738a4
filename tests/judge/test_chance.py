"""Tests of chance: how seldom they fail what is honest, by calculation, and that they fail what is not."""

import math
from fractions import Fraction

import pytest
import torch

from app.judge import chance
from app.judge.chance import EACH, as_likely, coins, expected_counts, independent, least, spread_and_shape, tolerance

DIMS = ("calls", "samples", "features")


def exactly(n: int, p: Fraction, counts: range) -> Fraction:
    """P(Bin(n, p) in counts), without rounding."""
    return sum((math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in counts), Fraction())


def probability(n: int, p: float, low: int, high: int) -> float:
    """P(low <= Bin(n, p) <= high), by another way than the one under test: each term from the one before."""
    start = min(max(round(n * p), low), high)
    term = total = math.exp(chance.log_pmf(start, n, p))
    for k in range(start, high):
        term *= (n - k) / (k + 1) * p / (1 - p)
        total += term
    term = math.exp(chance.log_pmf(start, n, p))
    for k in range(start, low, -1):
        term *= k / (n - k + 1) * (1 - p) / p
        total += term
    return total


# ---- how often an honest solution fails ------------------------------------------------------------------------------


@pytest.mark.parametrize("p", [Fraction(1, 2), Fraction(1, 10), Fraction(9, 10), Fraction(1, 1000)])
@pytest.mark.parametrize("n", [1, 30, 700])
@pytest.mark.parametrize("alarm", [1e-12, 1e-3])
def test_counts_outside_have_the_probability_that_is_stated(n, p, alarm):
    low, high = expected_counts(n, float(p), alarm)
    below, above = exactly(n, p, range(low)), exactly(n, p, range(high + 1, n + 1))
    assert below <= Fraction(alarm) / 2
    assert above <= Fraction(alarm) / 2
    # And the range is no wider than it has to be, but for the hundredth that is spared for rounding.
    assert exactly(n, p, range(low + 1)) > Fraction(alarm) * Fraction(49, 100)
    assert exactly(n, p, range(high, n + 1)) > Fraction(alarm) * Fraction(49, 100)


def test_what_is_certain_must_happen():
    assert expected_counts(40, 0.0) == (0, 0)
    assert expected_counts(40, 1.0) == (40, 40)


@pytest.mark.parametrize("half", [1, 5, 200])
@pytest.mark.parametrize("t", [0.01, 0.1, 0.5, 2.0])
def test_the_tail_of_the_spread_lies_above_the_exact_one(half, t):
    """Of 2k normal numbers, A / (A + B) ~ Beta(k, k), whose tail is that of Bin(2k - 1, x) at k."""
    x = math.exp(t) / (1 + math.exp(t))
    exact = 2 * float(exactly(2 * half - 1, Fraction(x), range(half)))
    assert math.exp(chance.log_tail_of_spread(2 * half, t)) >= exact
    if half == 200 and t == 0.5:  # where the exact one is 1e-6: and not far above
        assert math.exp(chance.log_tail_of_spread(2 * half, t)) <= 20 * exact


@pytest.mark.parametrize("half", [1, 5, 100])
@pytest.mark.parametrize("t", [0.01, 0.1, 0.5, 2.0])
def test_the_tail_of_one_spread_lies_above_the_exact_one(half, t):
    """A / σ² of 2k normal numbers is χ²(2k): P(A > 2x) is that of fewer than k events in time x, by Poisson."""

    def poisson(x, counts):
        return math.fsum(math.exp(-x + j * math.log(x) - math.lgamma(j + 1)) for j in counts)

    more, less = half * math.exp(t), half * math.exp(-t)
    exact = poisson(more, range(half)) + poisson(less, range(half, half + 2000))
    assert math.exp(chance.log_tail_of_one_spread(2 * half, t)) >= exact * (1 - 1e-9)


def test_squares_of_uniform_numbers_are_dominated_by_normal_ones():
    """E exp(s X²) at the same variance, for s of either sign: what Chernoff's bound rests on."""
    edge = math.sqrt(3)
    u = (torch.arange(200_000, dtype=torch.float64) + 0.5) / 200_000 * edge
    for s in (-5.0, -0.5, -0.01, 0.01, 0.1, 0.3, 0.49):
        uniform = float(torch.exp(s * u.square()).mean())
        assert uniform <= (1 - 2 * s) ** -0.5


def test_no_density_is_steeper_than_is_assumed():
    own = least(lambda t: chance.log_tail_of_one_spread(160_000, t), EACH / 4)
    for k in chance.WITHIN.values():
        for x in (k * math.exp(-own / 2), k, k * math.exp(own / 2)):
            assert x * math.sqrt(2 / math.pi) * math.exp(-x * x / 2) <= chance.STEEPEST  # |X| of normal numbers
            assert x / math.sqrt(3) <= chance.STEEPEST  # of uniform ones
    with pytest.raises(ValueError, match="too few"):
        tolerance(5_000)


def test_an_attempt_raises_a_false_alarm_less_than_once_in_a_billion():
    """The bank's largest: 9 cases, each with three numbers, a count, and four dimensions at most, of both programs."""
    assert 9 * (3 + 2 * (1 + 5)) * EACH < 1e-9
    assert math.exp(chance.log_tail_of_spread(160_000, tolerance(160_000))) <= EACH * 1.001


@pytest.mark.parametrize("seed", range(20))
def test_honest_numbers_pass(seed):
    generator = torch.Generator().manual_seed(seed)
    normal = torch.randn(40, 50, 80, generator=generator) * 0.2
    again = torch.randn(40, 50, 80, generator=generator) * 0.2
    uniform = (torch.rand(40, 50, 80, generator=generator) - 0.5) * 3
    assert all(coins(normal > 0, 0.5, DIMS, "even").values())
    assert all(coins(uniform < -1.2, 0.1, DIMS, "a tenth").values())
    one, other = spread_and_shape(normal), spread_and_shape(again)
    assert max(float((one[name] - other[name]).abs()) for name in one) <= tolerance(160_000)


# ---- what is not honest ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("p", [0.1, 0.2, 0.5])
@pytest.mark.parametrize("off", [0.9, 1.1])
def test_a_probability_off_by_a_tenth_is_found(p, off):
    """By calculation: it passes as seldom as an honest one fails."""
    n = 500_000
    low, high = expected_counts(n, p)
    assert probability(n, p, low, high) > 1 - 1e-8  # to the digits of log_pmf
    assert probability(n, p * off, low, high) < 1e-9


def test_a_deviation_off_by_a_tenth_is_found():
    """Its logarithms are 2 log 1.1 = 0.19 apart: to pass, chance would have to make up for the rest."""
    n = 160_000
    rest = 2 * math.log(1.1) - tolerance(n)
    assert chance.log_tail_of_spread(n, rest) < math.log(1e-100)
    # So would one that is off by four hundredths.
    assert chance.log_tail_of_spread(n, 2 * math.log(1.04) - tolerance(n)) < math.log(EACH)


@pytest.mark.parametrize("dim", [0, 1, 2])
@pytest.mark.parametrize("p", [0.1, 0.5])
def test_a_mask_shared_over_a_dimension_is_found(dim, p):
    shape = [60, 50, 70]
    shape[dim] = 1
    mask = (torch.rand(shape, generator=torch.Generator().manual_seed(dim)) < p).expand(60, 50, 70)
    found = coins(mask, p, DIMS, "dropped")
    assert not found[f"independent {DIMS[dim]}"]


def test_neighbours_that_are_never_alike_are_found():
    stripes = (torch.arange(6_000) % 2 == 0).view(60, 100)
    assert as_likely(stripes, 0.5)
    assert not independent(stripes, 1, 0.5)


def test_another_distribution_of_the_same_variance_is_found():
    generator = torch.Generator().manual_seed(0)
    normal = spread_and_shape(torch.randn(160_000, generator=generator))
    uniform = spread_and_shape((torch.rand(160_000, generator=generator) - 0.5) * math.sqrt(12))
    gaps = {name: float((normal[name] - uniform[name]).abs()) for name in normal}
    assert gaps["log of the variance"] < tolerance(160_000)
    assert gaps["share within one deviation"] > 2 * tolerance(160_000)
    assert gaps["share within half a deviation"] > 2 * tolerance(160_000)


def test_a_dimension_of_one_has_no_neighbours():
    assert list(coins(torch.zeros(1, 4, dtype=torch.bool), 0.0, ("a", "b"), "none")) == ["none", "independent b"]
