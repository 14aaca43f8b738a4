import torch
from torch import Tensor


def embedding(indices: Tensor, weight: Tensor) -> Tensor:
    """The rows of `weight`, (V, D), that `indices` name: (*) to (*, D)."""
    raise NotImplementedError


def embedding_backward(grad_output: Tensor, indices: Tensor, num_embeddings: int) -> Tensor:
    """The gradient of the loss with respect to the table, (num_embeddings, D)."""
    raise NotImplementedError
