"""The oracle: PyTorch's own embedding, layers, cross-entropy and autograd, in float64."""

import torch
import torch.nn.functional as F


def gradients(tokens, y, C, W1, b1, W2, b2):
    dtype = C.dtype
    with torch.enable_grad():
        C, W1, b1, W2, b2 = (p.detach().double().requires_grad_() for p in (C, W1, b1, W2, b2))
        emb = F.embedding(tokens, C)
        pre = F.linear(emb.flatten(1), W1.T, b1)
        h = torch.tanh(pre)
        logits = F.linear(h, W2.T, b2)
        found = torch.autograd.grad(F.cross_entropy(logits, y), (logits, W2, b2, h, pre, W1, b1, emb, C))
    return tuple(gradient.to(dtype) for gradient in found)


def forward_of_gradients(tokens, y, C, W1, b1, W2, b2):
    def forward(W2, b2, W1, b1, C):
        logits = torch.tanh(C[tokens].flatten(1) @ W1 + b1) @ W2 + b2
        return -logits.log_softmax(1)[torch.arange(len(y)), y].mean()

    return {"dW2": W2, "db2": b2, "dW1": W1, "db1": b1, "dC": C}, forward, None
