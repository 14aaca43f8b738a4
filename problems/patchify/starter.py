from torch import Tensor


def patchify(x: Tensor, p: int) -> Tensor:
    """(B, C, H, W) → (B, N, C·p·p), N = H/p · W/p patches in reading order."""
    raise NotImplementedError


def unpatchify(patches: Tensor, p: int, height: int, width: int) -> Tensor:
    """(B, N, C·p·p) → (B, C, height, width): what undoes `patchify`."""
    raise NotImplementedError
