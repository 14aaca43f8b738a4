from torch import Tensor


def gather_nll(logp: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """The negative log-probability of each target: (…, C) and (…) give (…)."""
    raise NotImplementedError
