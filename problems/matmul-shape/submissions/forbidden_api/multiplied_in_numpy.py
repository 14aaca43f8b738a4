"""You multiply two arrays and look. NumPy follows the rule that is to be written down.
Caught by: two matrices"""

import math

import numpy as np


def matmul_shape(a, b):
    return (np.arange(math.prod(a)).reshape(a) @ np.arange(math.prod(b)).reshape(b)).shape
