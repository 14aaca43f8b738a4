"""You collect the losses as Python numbers, and torch.tensor makes float32 of them. They have the dtype of x.
Caught by: double-precision training"""

import torch


def mlp_gradients(x, y, W1, b1, W2, b2):
    rows = torch.arange(len(x), device=x.device)
    z = x @ W1 + b1
    hidden = z.clamp(min=0)
    logits = hidden @ W2 + b2
    log_p = torch.log_softmax(logits, dim=1)
    loss = -log_p[rows, y].mean()

    dlogits = log_p.exp()
    dlogits[rows, y] -= 1
    dlogits /= len(x)
    dW2 = hidden.T @ dlogits
    db2 = dlogits.sum(0)
    dhidden = dlogits @ W2.T
    dz = dhidden * (z > 0)
    dW1 = x.T @ dz
    db1 = dz.sum(0)
    return loss, dlogits, dW2, db2, dhidden, dW1, db1


def train(x, y, W1, b1, W2, b2, lr, epochs):
    losses = []
    for _ in range(epochs):
        loss, _, dW2, db2, _, dW1, db1 = mlp_gradients(x, y, W1, b1, W2, b2)
        W1 -= lr * dW1
        b1 -= lr * db1
        W2 -= lr * dW2
        b2 -= lr * db2
        losses.append(loss.item())
    return torch.tensor(losses)
