"""A walk over the modules that remembers what it has seen."""


def tensors(module, kinds, seen):
    for kind in kinds:
        for tensor in getattr(module, kind).values():
            if tensor is not None and id(tensor) not in seen:
                seen.add(id(tensor))
                yield tensor
    for child in module._modules.values():
        if child is not None:
            yield from tensors(child, kinds, seen)


def entries(tensor):
    count = 1
    for length in tensor.shape:
        count *= length
    return count


def count_parameters(model, trainable_only=False):
    total = 0
    for parameter in tensors(model, ["_parameters"], set()):
        if trainable_only and not parameter.requires_grad:
            continue
        total += entries(parameter)
    return total


def model_bytes(model):
    return sum(tensor.nbytes for tensor in tensors(model, ["_parameters", "_buffers"], set()))
