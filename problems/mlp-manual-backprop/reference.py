"""The oracle: PyTorch's own layers, cross-entropy and autograd, in float64."""

import torch
import torch.nn.functional as F


def mlp_gradients(x, y, W1, b1, W2, b2):
    with torch.enable_grad():
        W1, b1, W2, b2 = (p.detach().double().requires_grad_() for p in (W1, b1, W2, b2))
        hidden = F.relu(F.linear(x.detach().double(), W1.T, b1))
        logits = F.linear(hidden, W2.T, b2)
        loss = F.cross_entropy(logits, y)
        gradients = torch.autograd.grad(loss, (logits, W2, b2, hidden, W1, b1))
    return tuple(t.detach().to(x.dtype) for t in (loss, *gradients))


def train(x, y, W1, b1, W2, b2, lr, epochs):
    own = [torch.nn.Parameter(p.detach().double().clone()) for p in (W1, b1, W2, b2)]
    sgd, losses = torch.optim.SGD(own, lr=lr), []
    for _ in range(epochs):
        loss, _, dW2, db2, _, dW1, db1 = mlp_gradients(x.double(), y, *own)
        own[0].grad, own[1].grad, own[2].grad, own[3].grad = dW1, db1, dW2, db2
        sgd.step()
        losses.append(loss)
    with torch.no_grad():
        for theirs, ours in zip((W1, b1, W2, b2), own, strict=True):
            theirs.copy_(ours)
    return torch.stack(losses).to(x.dtype)


def forward_of_mlp_gradients(x, y, W1, b1, W2, b2):
    def forward(W2, b2, W1, b1):
        logits = torch.relu(x @ W1 + b1) @ W2 + b2
        return -logits.log_softmax(1)[torch.arange(len(y)), y].mean()

    return {"dW2": W2, "db2": b2, "dW1": W1, "db1": b1}, forward, None
