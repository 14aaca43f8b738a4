"""You compute in float32 and convert back. A float64 input loses half of its digits.
Caught by: double precision"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 0 if p == 1 else 1 / (1 - p)
    return (x.float() * mask * scale).to(x.dtype)
