"""The built-in is off limits, also when its name is put together at run time.
Caught by: two rows"""

import torch
import torch.nn.functional as F


def embedding(indices, weight):
    return getattr(F, "embed" + "ding")(indices, weight)


def embedding_backward(grad_output, indices, num_embeddings):
    return getattr(torch.ops.aten, "embed" + "ding_dense_backward")(grad_output, indices, num_embeddings, -1, False)
