"""You make floats of everything before you compare. A float64 holds integers exactly up to 2⁵³, and a float32 up to 2²⁴:
beyond, neighbours become equal.
Caught by: large integers"""


def count_equal(x, k, out):
    return out.copy_((x.double() == float(k)).sum((0, 1)))
