"""You use the first norm for both sublayers. Each has its own, with its own weights.
Caught by: pre-norm by hand"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + drop(attention(norm1(x)))
    return h + drop(feed_forward(norm1(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = norm1(x + drop(attention(x)))
    return norm1(h + drop(feed_forward(h)))
