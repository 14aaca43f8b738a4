import math

import torch

from app.judge.cases import Case, randint
from app.judge.chance import tolerance
from app.judge.compare import BAND

SCALE = tolerance(160_000) / BAND[torch.float32]  # so many numbers, see drive.py


def filled(name, call, *shape, seed, public=False, **settings):
    """`seed` is salted, so that every attempt may draw other numbers."""
    drawn = int(randint(0, 2**31, (1,), seed=seed)[0])
    kwargs = {"shape": shape, "settings": settings, "seed": drawn}
    return Case(name, call, kwargs=kwargs, public=public, scale=SCALE)


def cases():
    yield filled("normal for relu", "kaiming_normal_", 30, 50, seed=1, nonlinearity="relu", public=True)
    yield filled("uniform by default", "kaiming_uniform_", 50, 20, seed=2, public=True)

    yield filled("normal by default", "kaiming_normal_", 20, 50, seed=3)
    yield filled("fan out", "kaiming_normal_", 25, 60, seed=4, mode="fan_out", nonlinearity="linear")
    yield filled("convolution", "kaiming_uniform_", 16, 8, 3, 5, seed=5, nonlinearity="sigmoid")
    yield filled("fan out of a convolution", "kaiming_normal_", 12, 20, 7, seed=6, mode="fan_out", nonlinearity="relu")
    yield filled("tanh", "kaiming_uniform_", 40, 30, seed=7, nonlinearity="tanh")
    yield filled("as nn.Linear does it", "kaiming_uniform_", 24, 45, seed=8, a=math.sqrt(5))
    yield filled("a slope that relu has not", "kaiming_normal_", 35, 28, seed=9, a=1.5, nonlinearity="relu")
