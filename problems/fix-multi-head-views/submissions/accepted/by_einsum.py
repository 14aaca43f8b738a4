import torch


def multi_head_attention(x, w_qkv, w_out, heads):
    batch, tokens, width = x.shape
    q, k, v = (x @ w_qkv).reshape(batch, tokens, 3, heads, width // heads).unbind(2)
    scores = torch.einsum("bqhd,bkhd->bhqk", q, k) / q.shape[-1] ** 0.5
    out = torch.einsum("bhqk,bkhd->bqhd", scores.softmax(-1), v)
    return out.reshape(batch, tokens, width) @ w_out
