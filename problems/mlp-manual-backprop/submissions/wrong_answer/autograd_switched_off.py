"""You switch autograd off, since you do not need it, and leave it off. From then on nobody's `backward()` works, and the
error shows somewhere else. Use `with torch.no_grad():`, which ends.
Caught by: by hand"""

import torch


def mlp_gradients(x, y, W1, b1, W2, b2):
    torch.set_grad_enabled(False)
    rows = torch.arange(len(x), device=x.device)
    z = x @ W1 + b1
    hidden = z.clamp(min=0)
    log_p = torch.log_softmax(hidden @ W2 + b2, dim=1)
    loss = -log_p[rows, y].mean()
    dlogits = log_p.exp()
    dlogits[rows, y] -= 1
    dlogits /= len(x)
    dhidden = dlogits @ W2.T
    dz = dhidden * (z > 0)
    return loss, dlogits, hidden.T @ dlogits, dlogits.sum(0), dhidden, x.T @ dz, dz.sum(0)


def train(x, y, W1, b1, W2, b2, lr, epochs):
    losses = []
    for _ in range(epochs):
        loss, _, dW2, db2, _, dW1, db1 = mlp_gradients(x, y, W1, b1, W2, b2)
        W1 -= lr * dW1
        b1 -= lr * db1
        W2 -= lr * dW2
        b2 -= lr * db2
        losses.append(loss)
    return torch.stack(losses)
