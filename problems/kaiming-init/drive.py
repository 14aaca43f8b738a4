"""Fill many weights of one shape, and look at all their numbers: signs, spread and shape; then at how the generator is
used. What is let pass, and how seldom an honest solution is not, is worked out in app/judge/chance.py.
"""

import torch

from app.judge.chance import coins, spread_and_shape

DRAWS = 160_000
DIMS = ("draws", "outputs", "inputs", "rows of the kernel", "columns of the kernel")


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
    numbers = torch.stack([drawn(generator)[0].detach() for _ in range(count)])
    signs = coins(numbers > 0, 0.5, DIMS[: numbers.dim()], "as many positive as negative")
    return {**facts, **signs, **spread_and_shape(numbers)}
