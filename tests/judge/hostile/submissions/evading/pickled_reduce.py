"""D. `exec` in disguise: the library function comes out of a pickle.

Verdict: forbidden_api
"""

import pickle

name = b"soft" + b"max"
function = pickle.loads(b"ctorch\n" + name + b"\n.")


def softmax(x, dim):
    return function(x, dim)
