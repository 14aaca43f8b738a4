"""You call the built-in. You are here to write it.
Caught by: three classes"""

import torch.nn.functional as F


def one_hot(index, num_classes=-1):
    return F.one_hot(index, num_classes)
