"""A small language model with dropout and BatchNorm, watched while the learner's function runs on it."""

import torch
import torch.nn.functional as F
from torch import nn


class Tokens(nn.Module):
    """(B, T) tokens → the logits of the token after each, and their loss against y."""

    def __init__(self, weights):
        super().__init__()
        vocabulary, width = weights["embed.weight"].shape
        self.embed = nn.Embedding(vocabulary, width)
        self.norm = nn.BatchNorm1d(width)
        self.drop = nn.Dropout(0.5)
        self.head = nn.Linear(width, vocabulary)

    def forward(self, x, y):
        hidden = self.norm(self.embed(x).flatten(0, 1))
        logits = self.head(self.drop(torch.tanh(hidden)))
        return logits.unflatten(0, x.shape), F.cross_entropy(logits, y.flatten())


def drive(solution, case):
    given, weights = case.kwargs, case.kwargs["weights"]
    model = Tokens(weights).to(weights["head.weight"])  # its dtype and device
    model.load_state_dict(weights, strict=False)  # copies: the case's own tensors stay as they are
    model.train(given["mode"] == "train")
    for name in given.get("frozen", ()):
        model.get_submodule(name).eval().requires_grad_(False)
    if given.get("gradients_wait"):
        for parameter in model.parameters():
            parameter.grad = torch.ones_like(parameter)
    graphs, drawn = [], dict.fromkeys(given["batches"], 0)
    model.register_forward_hook(lambda module, args, output: graphs.append(output[1].requires_grad))

    def get_batch(split):
        x, y = (part[drawn[split] % len(part)] for part in given["batches"][split])
        drawn[split] += 1
        return x.clone(), y.clone()

    enabled = torch.is_grad_enabled()
    losses = solution.estimate_loss(model, get_batch, list(given["batches"]), given["iterations"])
    afterwards = torch.is_grad_enabled()
    torch.set_grad_enabled(enabled)
    return {
        "losses": {split: number(value, weights["head.weight"].device) for split, value in losses.items()},
        "returned": sorted(
            {"float" if isinstance(value, float) else type(value).__name__ for value in losses.values()}
        ),
        "batches drawn": drawn,
        "evaluations": len(graphs),
        "graph": "built" if any(graphs) else "none",
        "autograd afterwards": "on" if afterwards else "off",
        "mode": {name or "model": "train" if m.training else "eval" for name, m in model.named_modules()},
        "requires_grad": {name: p.requires_grad for name, p in model.named_parameters()},
        "gradients": {name: p.grad for name, p in model.named_parameters()},
        "state": model.state_dict(),
    }


def number(value, device):
    """In float32, so that sums which are kept in float32 will do."""
    value = float(value.detach() if isinstance(value, torch.Tensor) else value)
    return torch.tensor(value, dtype=torch.float32, device=device)
