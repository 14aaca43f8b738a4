import torch
import torch.nn.functional as F
from torch import Tensor


def perplexity(batches: list[tuple[Tensor, Tensor, Tensor]]) -> float:
    """e to the mean negative log-probability of all predicted tokens; `batches` are (logits, tokens, lengths)."""
    raise NotImplementedError
