"""You call softmax without `dim`. It then guesses, with a warning: dimension 0 for three dimensions, and that is your
batch.
Caught by: a sequence"""

import warnings

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=dim, dtype=dtype)


def class_probabilities(logits):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return F.softmax(logits)
