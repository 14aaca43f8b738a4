"""I. Floods of output: a hundred megabytes printed.

Verdict: output_limit
"""


def softmax(x, dim):
    for _ in range(100):
        print("x" * 1_000_000)
    return x
