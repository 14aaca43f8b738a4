import torch


def causal_attention(q, k, v):
    outputs = []
    for t in range(q.shape[1]):
        scores = torch.einsum("bd,bsd->bs", q[:, t], k[:, : t + 1]) * q.shape[2] ** -0.5
        outputs.append(torch.einsum("bs,bse->be", scores.softmax(1), v[:, : t + 1]))
    return torch.stack(outputs, dim=1)
