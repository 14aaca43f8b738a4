"""You subtract the largest of all logits. A context far below it underflows to 0/0: each row has its own.
Caught by: contexts far apart"""

import torch


def gradients(tokens, y, C, W1, b1, W2, b2):
    emb = C[tokens]
    x = emb.flatten(1)
    h = torch.tanh(x @ W1 + b1)
    logits = h @ W2 + b2

    dlogits = torch.exp(logits - logits.max())
    dlogits /= dlogits.sum(1, keepdim=True)
    dlogits[torch.arange(len(y), device=y.device), y] -= 1
    dlogits /= len(y)
    dW2 = h.T @ dlogits
    db2 = dlogits.sum(0)
    dh = dlogits @ W2.T
    dpre = dh * (1 - h**2)
    dW1 = x.T @ dpre
    db1 = dpre.sum(0)
    demb = (dpre @ W1.T).reshape(emb.shape)
    dC = torch.zeros_like(C)
    dC.index_put_((tokens,), demb, accumulate=True)
    return dlogits, dW2, db2, dh, dpre, dW1, db1, demb, dC
