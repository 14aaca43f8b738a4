"""You drop from the sublayer's input. Dropout is applied to what it returns.
Caught by: pre-norm with dropout"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + attention(drop(norm1(x)))
    return h + feed_forward(drop(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = norm1(x + attention(drop(x)))
    return norm2(h + feed_forward(drop(h)))
