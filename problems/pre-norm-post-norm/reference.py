"""The oracle: PyTorch's own encoder layer, with everything inside it replaced by what the case gives."""

from torch import nn


class Layer(nn.TransformerEncoderLayer):
    def __init__(self, attention, feed_forward, norms, dropout, norm_first):
        super().__init__(1, 1, 1, dropout=0.0, norm_first=norm_first)
        del self.norm1, self.norm2
        self.norm1, self.norm2 = norms
        dropped = dropout or (lambda x: x)
        self._sa_block = lambda x, *_, **__: dropped(attention(x))
        self._ff_block = lambda x: dropped(feed_forward(x))


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    return Layer(attention, feed_forward, (norm1, norm2), dropout, norm_first=True)(x)


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    return Layer(attention, feed_forward, (norm1, norm2), dropout, norm_first=False)(x)
