"""You add each epoch's gradients to those of the epochs before, as backward() does without zero_grad(). Every epoch
follows its own gradients only.
Caught by: three epochs"""

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
    total = [torch.zeros_like(p) for p in (W1, b1, W2, b2)]
    for _ in range(epochs):
        loss, _, dW2, db2, _, dW1, db1 = mlp_gradients(x, y, W1, b1, W2, b2)
        for p, sum_so_far, d in zip((W1, b1, W2, b2), total, (dW1, db1, dW2, db2)):
            sum_so_far += d
            p -= lr * sum_so_far
        losses.append(loss)
    return torch.stack(losses)
