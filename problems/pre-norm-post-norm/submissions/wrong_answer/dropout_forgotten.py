"""You never call dropout.
Caught by: pre-norm with dropout"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    h = x + attention(norm1(x))
    return h + feed_forward(norm2(h))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    h = norm1(x + attention(x))
    return norm2(h + feed_forward(h))
