"""The oracle: PyTorch's own loss, differentiated by autograd in float64."""

import torch


def cross_entropy_backward(logits, target, ignore_index=-100):
    x = logits.detach().double().requires_grad_()
    with torch.enable_grad():
        loss = torch.nn.functional.cross_entropy(x, target, ignore_index=ignore_index)
    return torch.autograd.grad(loss, x)[0].to(logits.dtype)


def forward_of_cross_entropy_backward(logits, target, ignore_index=-100):
    def forward(x):
        rows = x.log_softmax(1).movedim(1, -1).reshape(-1, x.shape[1])
        kept = target.flatten() != ignore_index
        return -rows[kept, target.flatten()[kept]].mean()

    return {"dlogits": logits}, forward, None
