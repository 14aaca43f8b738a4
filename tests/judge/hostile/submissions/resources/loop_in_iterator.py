"""I. Lazily expanded results: a set whose iterator never ends.

Verdict: time_limit|memory_limit|wrong_answer|runtime_error
"""


class Endless(set):
    def __iter__(self):
        n = 0
        while True:
            n += 1
            yield n


def softmax(x, dim):
    return Endless()
