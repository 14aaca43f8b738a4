from torch import nn


def count_parameters(model: nn.Module, trainable_only: bool = False) -> int:
    """How many numbers the parameters of `model` have, each parameter counted once."""
    raise NotImplementedError


def model_bytes(model: nn.Module) -> int:
    """How many bytes parameters and buffers take, each tensor counted once."""
    raise NotImplementedError
