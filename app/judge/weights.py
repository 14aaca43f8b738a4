"""`load`: put a case's weights into a module by name and shape, for drivers.

No verdict may depend on the order in which layers are created or random numbers are drawn, so a driver never trusts a
module's own initialization. The case's tensors become the module's parameters *themselves*, not copies of them:
autograd then gives their gradients under the names that the case uses.
"""

from collections.abc import Mapping

from torch import Tensor, nn


def load(module: nn.Module, weights: Mapping[str, Tensor]) -> nn.Module:
    """Make `weights` (named as in `state_dict`) the parameters and buffers of `module`; return it. What the module has
    frozen (`requires_grad = False`) stays frozen.

    Raises ValueError, in words for the learner, when a name is missing, left over, or has another shape.
    """
    if not isinstance(module, nn.Module):
        raise ValueError(f"{type(module).__name__} is not an nn.Module")
    own = {
        **dict(module.named_parameters(remove_duplicate=False)),
        **dict(module.named_buffers(remove_duplicate=False)),
    }
    for name, value in weights.items():
        if name not in own:
            raise ValueError(f"{type(module).__name__} has no parameter `{name}`; it has {_listed(own)}")
        if own[name].shape != value.shape:
            expected, got = tuple(value.shape), tuple(own[name].shape)
            raise ValueError(f"{type(module).__name__}.{name} has shape {got}, expected {expected}")
    extra = [name for name, _ in module.named_parameters(remove_duplicate=False) if name not in weights]
    if extra:
        raise ValueError(f"{type(module).__name__} has parameters that are not asked for: {_listed(extra)}")
    for name, value in weights.items():
        path, _, leaf = name.rpartition(".")
        owner = module.get_submodule(path)
        if leaf in owner._parameters:
            value._is_param = True  # isinstance(value, nn.Parameter) now holds
            frozen = owner._parameters[leaf]
            value.requires_grad_(value.requires_grad and (frozen is None or frozen.requires_grad))
            owner._parameters[leaf] = value  # type: ignore[assignment]  # the leaf itself: nn.Parameter(value) would be another
        else:
            owner._buffers[leaf] = value
    return module


def _listed(names: object) -> str:
    words = [f"`{name}`" for name in names]  # type: ignore[attr-defined]
    return ", ".join(words) if words else "none"
