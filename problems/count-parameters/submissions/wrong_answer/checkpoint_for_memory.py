"""You add the buffers of the state_dict. Those that are not persistent are missing there, and lie in memory.
Caught by: a mask outside the state_dict"""

def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)


def model_bytes(model):
    tensors = {t.data_ptr(): t for t in model.state_dict().values()}
    return sum(t.numel() * t.element_size() for t in tensors.values())
