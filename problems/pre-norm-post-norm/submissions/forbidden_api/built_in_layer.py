"""PyTorch's own layer is what you are writing.
Caught by: pre-norm by hand"""

from torch import nn


def block(norm_first, x, attention, feed_forward, norm1, norm2, dropout):
    layer = nn.TransformerEncoderLayer(1, 1, 1, dropout=0.0, norm_first=norm_first)
    del layer.norm1, layer.norm2
    layer.norm1, layer.norm2 = norm1, norm2
    drop = dropout or (lambda t: t)
    layer._sa_block = lambda t, *_, **__: drop(attention(t))
    layer._ff_block = lambda t: drop(feed_forward(t))
    return layer(x)


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    return block(True, x, attention, feed_forward, norm1, norm2, dropout)


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    return block(False, x, attention, feed_forward, norm1, norm2, dropout)
