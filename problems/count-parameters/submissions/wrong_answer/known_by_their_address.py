"""You know a tensor again by its address in memory. On the meta device all of them have the address 0, and only one is left.
Go by the object itself: `parameters()` does so already.
Caught by: on the meta device"""


def numbers(tensors):
    return {tensor.data_ptr(): tensor for tensor in tensors if tensor.numel()}.values()


def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in numbers(model.parameters()) if p.requires_grad or not trainable_only)


def model_bytes(model):
    tensors = numbers([*model.parameters(), *model.buffers()])
    return sum(tensor.numel() * tensor.element_size() for tensor in tensors)
