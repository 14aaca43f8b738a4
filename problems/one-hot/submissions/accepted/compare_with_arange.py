import torch


def one_hot(index, num_classes=-1):
    if num_classes == -1:
        num_classes = index.amax() + 1
    if ((index < 0) | (index >= num_classes)).any():
        raise RuntimeError("class values must be between 0 and num_classes - 1")
    return (index.unsqueeze(-1) == torch.arange(num_classes)).long()
