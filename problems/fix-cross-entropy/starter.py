import torch
import torch.nn.functional as F
from torch import Tensor


def classification_loss(logits: Tensor, target: Tensor, pad: int) -> Tensor:
    """The mean loss over the positions whose target is not `pad`."""
    probabilities = torch.softmax(logits, dim=1)
    flat = probabilities.reshape(-1, logits.shape[-1])
    return F.cross_entropy(flat, target.reshape(-1))
