"""The built-in is off limits, also when its name is put together at run time.
Caught by: by hand"""

import torch.nn.functional as F


def cross_entropy(logits, target, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    built_in = getattr(F, "cross_" + "entropy")
    return built_in(
        logits, target, ignore_index=ignore_index, reduction=reduction, label_smoothing=label_smoothing
    )
