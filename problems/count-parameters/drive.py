"""Build the module that the case names, and ask the learner's functions about it."""

import torch
from torch import nn


class Tied(nn.Module):
    """A head with the weight of the embedding, and a scale that both norms hold."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(7, 4)
        self.first, self.second = nn.LayerNorm(4), nn.LayerNorm(4, bias=False)
        self.second.weight = self.first.weight
        self.head = nn.Linear(4, 7, bias=False)
        self.head.weight = self.embed.weight


class ClassToken(nn.Module):
    """Parameters in the root, beside a child."""

    def __init__(self):
        super().__init__()
        self.token = nn.Parameter(torch.zeros(1, 1, 6))
        self.positions = nn.ParameterList([torch.zeros(5, 6), torch.zeros(2, 6)])
        self.attention = nn.MultiheadAttention(6, 2)


class Temperature(nn.Module):
    def __init__(self):
        super().__init__()
        self.log_scale = nn.Parameter(torch.tensor(0.0))
        self.project = nn.Linear(3, 3, bias=False)


class Masked(nn.Module):
    """Two layers that hold one and the same mask; neither copy is in the state_dict."""

    def __init__(self, shared):
        super().__init__()
        self.first, self.second = nn.Linear(2, 2), nn.Linear(2, 2)
        mask = torch.ones(5, 5, dtype=torch.bool)
        self.first.register_buffer("mask", mask, persistent=False)
        if shared:
            self.second.register_buffer("mask", mask, persistent=False)


class Mixed(nn.Module):
    """Every width: 2, 4 and 8 bytes, and quantized weights in a buffer of one."""

    def __init__(self):
        super().__init__()
        self.half = nn.Linear(3, 2).to(torch.bfloat16)
        self.double = nn.Linear(2, 2).double()
        self.single = nn.Linear(2, 1)
        self.register_buffer("weight", torch.zeros(4, 3, dtype=torch.int8))


def frozen():
    model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
    for parameter in model[0].parameters():
        parameter.requires_grad_(False)
    return model


def nested():
    block = nn.Sequential(nn.Linear(2, 5), nn.Sequential(nn.Tanh(), nn.Linear(5, 2)))
    return nn.ModuleDict({"block": block, "again": nn.ModuleList([block[0], nn.Linear(2, 3)])})


MODELS = {
    "two layers": lambda: nn.Sequential(nn.Linear(3, 4), nn.Linear(4, 2)),
    "frozen": frozen,
    "batch norm": lambda: nn.Sequential(nn.Conv2d(2, 3, 3), nn.BatchNorm2d(3)),
    "tied": Tied,
    "nested": nested,
    "evaluation": lambda: frozen().eval(),
    "class token": ClassToken,
    "temperature": Temperature,
    "mask": lambda: Masked(shared=False),
    "shared mask": lambda: Masked(shared=True),
    "mixed": Mixed,
    "nothing": lambda: nn.Sequential(nn.ReLU(), nn.Flatten()),
    # Shapes without memory, as a model too large for this machine is first built.
    "without memory": lambda: nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4)).to("meta"),
    # An odd number of entries above 2 ** 24, of memory that nobody touches.
    "large": lambda: nn.ParameterDict({"table": torch.empty(4097, 4099, dtype=torch.float16)}),
}


def drive(solution, case):
    model = MODELS[case.kwargs["model"]]()
    return {
        "all": solution.count_parameters(model),
        "trainable": solution.count_parameters(model, trainable_only=True),
        "bytes": solution.model_bytes(model),
    }
