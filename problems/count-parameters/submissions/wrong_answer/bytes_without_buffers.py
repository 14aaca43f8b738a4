"""You forget the buffers: nobody learns them, and they take memory all the same.
Caught by: batch norm"""

def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)


def model_bytes(model):
    return sum(p.numel() * p.element_size() for p in model.parameters())
