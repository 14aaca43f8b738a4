"""A. Secrets: every file that can be found is printed.

Verdict: wrong_answer|output_limit|time_limit
"""

import os

for start in (
    "@SECRET_FILE@",
    "@DATABASE@",
    "/etc",
    "/home",
    "/root",
    "/var",
    "/run",
    "/srv",
    "/opt",
    "/tmp",
    "/mnt",
    "/proc/1",
):
    paths = [start]
    for folder, _, files in os.walk(start):
        paths += [os.path.join(folder, name) for name in files][:50]
    for path in paths[:500]:
        try:
            with open(path, "rb") as file:
                print(path, file.read(300))
        except OSError:
            pass


def softmax(x, dim):
    return x
