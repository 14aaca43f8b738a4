"""I. Lazily expanded results: a generator, a coroutine, a module.

Verdict: wrong_answer|runtime_error
"""

import itertools


def softmax(x, dim):
    return (itertools.count(i) for i in itertools.count())
