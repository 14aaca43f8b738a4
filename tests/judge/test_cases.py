"""What a problem's cases are drawn with: the same numbers for the same seed, others for another salt."""

import subprocess
import sys

import pytest
import torch

from app.judge.cases import SALTS, Case, rand, randint, randn, randperm, salted
from app.settings import ROOT

DRAW = {
    "randn": lambda: randn(3, 4, seed=1),
    "rand": lambda: rand(3, 4, seed=1),
    "randint": lambda: randint(0, 1000, (12,), seed=1),
    "randperm": lambda: randperm(50, seed=1),
}


@pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW)
def test_the_same_seed_and_salt_draw_the_same_numbers(draw):
    for salt in SALTS:
        with salted(salt):
            assert torch.equal(draw(), draw())


@pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW)
def test_each_salt_draws_other_numbers(draw):
    drawn = []
    for salt in SALTS:
        with salted(salt):
            drawn.append(draw())
    assert len({tuple(value.flatten().tolist()) for value in drawn}) == len(SALTS) >= 2


def test_salts_and_seeds_do_not_meet():
    """Seed 1 with salt 1 must not be seed 2 with salt 0."""
    drawn = set()
    for salt in SALTS:
        with salted(salt):
            drawn |= {float(randn(seed=seed)) for seed in range(50)}
    assert len(drawn) == 50 * len(SALTS)


def test_a_salt_ends_with_its_block_even_after_an_error():
    before = randn(2, seed=3)
    with pytest.raises(KeyError), salted(2):
        raise KeyError
    assert torch.equal(randn(2, seed=3), before)


def test_nothing_depends_on_the_global_generator_nor_disturbs_it():
    torch.manual_seed(5)
    first = randn(4, seed=9)
    state = torch.get_rng_state()
    torch.manual_seed(6)
    assert torch.equal(randn(4, seed=9), first)
    torch.manual_seed(5)
    randn(4, seed=9)
    assert torch.equal(torch.get_rng_state(), state)


def test_every_process_draws_the_same():
    """A judge that starts again must expect what it expected before."""
    code = "from app.judge.cases import randn; print(randn(5, seed=42).tolist())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == str(randn(5, seed=42).tolist())


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.float16, torch.bfloat16])
def test_every_dtype_gets_the_same_numbers_rounded(dtype):
    wide = randn(100, seed=7, dtype=torch.float64)
    assert torch.equal(randn(100, seed=7, dtype=dtype), wide.to(dtype))


def test_scale_and_shift_and_bounds_are_kept():
    assert randn(2000, seed=0, scale=3.0, shift=50.0).mean() == pytest.approx(50, abs=0.5)
    assert randn(2000, seed=0, scale=3.0).std() == pytest.approx(3, rel=0.1)
    uniform = rand(2000, seed=0, low=-2.0, high=3.0)
    assert -2 <= uniform.min() < -1.9
    assert 2.9 < uniform.max() <= 3
    integers = randint(2, 5, (500,), seed=0)
    assert set(integers.tolist()) == {2, 3, 4}
    assert sorted(randperm(20, seed=0).tolist()) == list(range(20))


def test_a_case_is_frozen():
    case = Case("a", "f")
    with pytest.raises(AttributeError):
        case.public = True
