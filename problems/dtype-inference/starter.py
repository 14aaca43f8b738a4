import torch

Numbers = bool | int | float | list


def as_tensor_like(values: Numbers) -> tuple[torch.dtype, Numbers]:
    """Dtype and values of torch.tensor(values)."""
    raise NotImplementedError


def as_capital_tensor_like(values: list) -> tuple[torch.dtype, list]:
    """Dtype and values of torch.Tensor(values)."""
    raise NotImplementedError
