"""Settings of torch changed at the top of the file, as notebooks do."""

import os
import random

import torch

torch.manual_seed(0)
random.seed(0)
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
torch.set_printoptions(precision=3, sci_mode=False)
torch.set_float32_matmul_precision("high")
torch.backends.cudnn.deterministic = True
os.environ["KMP_DUPLICATE_LIB_OK"] = "True"
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def softmax(x, dim):
    x = x.to(device)
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
