"""The oracle: PyTorch's own layers, built on the device that has no memory, and counted."""

from torch import nn


def _size(*modules):
    return sum(parameter.numel() for module in modules for parameter in module.parameters())


def count_gpt_parameters(vocab_size, context, width, layers, heads, bias, tied):
    meta = {"device": "meta"}
    table = nn.Embedding(vocab_size, width, **meta)
    positions = nn.Embedding(context, width, **meta)
    head = nn.Linear(width, vocab_size, bias=False, **meta)
    blocks = [nn.TransformerEncoderLayer(width, heads, 4 * width, bias=bias, **meta) for _ in range(layers)]
    parts = {
        "embeddings": _size(table, positions),
        "attention": _size(*(block.self_attn for block in blocks)),
        "mlp": _size(*(linear for block in blocks for linear in (block.linear1, block.linear2))),
        "norms": _size(*(norm for block in blocks for norm in (block.norm1, block.norm2)))
        + _size(nn.LayerNorm(width, bias=bias, **meta)),
        "head": 0 if tied else _size(head),
    }
    return {**parts, "total": sum(parts.values())}
