"""Labels and tokens as one-hot matrices: picking, looking up and adding up are then products."""

import torch


def one_hot(indices, like):
    return (indices[..., None] == torch.arange(len(like), device=like.device)).to(like.dtype)


def gradients(tokens, y, C, W1, b1, W2, b2):
    picked = one_hot(tokens, C)  # (N, T, V)
    emb = picked @ C
    layers = W1.unflatten(0, emb.shape[1:])  # (T, E, H)
    pre = torch.einsum("nte,teh->nh", emb, layers) + b1
    h = 2 * torch.sigmoid(2 * pre) - 1
    log_p = torch.log_softmax(torch.addmm(b2, h, W2), dim=1)

    dlogits = (log_p.exp() - one_hot(y, C)) / y.numel()
    dW2 = torch.einsum("nh,nv->hv", h, dlogits)
    dh = torch.einsum("nv,hv->nh", dlogits, W2)
    dpre = dh - dh * h * h
    dW1 = torch.einsum("nte,nh->teh", emb, dpre).flatten(0, 1)
    demb = torch.einsum("nh,teh->nte", dpre, layers)
    dC = torch.einsum("ntv,nte->ve", picked, demb)
    return dlogits, dW2, torch.sum(dlogits, 0), dh, dpre, dW1, torch.sum(dpre, 0), demb, dC
