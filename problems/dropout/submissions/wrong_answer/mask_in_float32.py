"""You turn the mask into float32, and the product becomes float32 too. The result has the dtype of x; a boolean
factor changes no dtype.
Caught by: half precision"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 0 if p == 1 else 1 / (1 - p)
    return x * mask.float() * scale
