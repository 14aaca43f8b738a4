"""You drop from the sum, and with it what earlier layers have written there. Dropout belongs to what the sublayer
returns, before the sum.
Caught by: pre-norm with dropout"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = drop(x + attention(norm1(x)))
    return drop(h + feed_forward(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = norm1(drop(x + attention(x)))
    return norm2(drop(h + feed_forward(h)))
