"""Fill many weights of one shape, and report moments of all their numbers; then look at how the generator is used.

The moments are standardized, so that one bound of about 0.04 (the cases' `scale`) fits all of them. With 160,000
numbers and a reference that draws as many, the standard deviation of the difference between two honest solutions is

    log of the variance   sqrt(2 * 2 / 160,000)       = 0.0050   (normal; uniform 0.0032)
    mean / std            sqrt(2 / 160,000)           = 0.0035
    kurtosis / 10         sqrt(2 * 24 / 160,000) / 10 = 0.0017   (normal 0.3, uniform 0.18)
    correlations          sqrt(2 / 160,000)           = 0.0035

so that 0.04 is eight of them or more: all seven together, in nine cases, raise a false alarm less than once in 1e9.
"""

import torch

DRAWS = 160_000


def drive(solution, case):
    fill, shape, settings = getattr(solution, case.call), tuple(case.kwargs["shape"]), case.kwargs["settings"]

    def drawn(generator):
        # Not zeros: what is added to the old content instead of written over it must show.
        weight = torch.nn.Parameter(torch.full(shape, 7.0))
        returned = fill(weight, **settings) if generator is None else fill(weight, **settings, generator=generator)
        return weight, returned

    def seeded(seed):
        return torch.Generator().manual_seed(seed)

    weight, returned = drawn(seeded(1))
    facts = {
        "returns the tensor it was given": returned is weight,
        "is still a parameter": weight.requires_grad and weight.is_leaf,
        "same seed, same numbers": torch.equal(weight, drawn(seeded(1))[0]),
        "other seed, other numbers": not torch.equal(weight, drawn(seeded(2))[0]),
    }
    torch.default_generator.manual_seed(3)
    before = torch.get_rng_state()
    drawn(seeded(1))
    facts["leaves the global generator alone"] = torch.equal(before, torch.get_rng_state())
    first = drawn(None)[0]
    torch.default_generator.manual_seed(3)
    facts["without a generator, the global one"] = torch.equal(first, drawn(None)[0])
    generator = seeded(case.kwargs["seed"])
    count = -(-DRAWS // weight.numel())
    return {**facts, **moments(torch.stack([drawn(generator)[0].detach() for _ in range(count)]).double())}


def moments(numbers):
    """Of (draws, *shape), in float32."""
    square = numbers.square().mean()
    found = {
        "log of the variance": square.log(),
        "mean / std": numbers.mean() / square.sqrt(),
        "kurtosis / 10": numbers.pow(4).mean() / square.square() / 10,
        "correlation of draws": (numbers * numbers.roll(1, 0)).mean() / square,
        "correlation of outputs": (numbers * numbers.roll(1, 1)).mean() / square,
        "correlation of inputs": (numbers * numbers.roll(1, 2)).mean() / square,
        "correlation of the last dimension": (numbers * numbers.roll(1, -1)).mean() / square,
    }
    return {name: value.float() for name, value in found.items()}
