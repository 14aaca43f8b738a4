"""In post_norm_block you leave the first sum as it is and normalize at the end, twice. Each sum is normalized before
the next sublayer reads it.
Caught by: post-norm by hand"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + drop(attention(norm1(x)))
    return h + drop(feed_forward(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + drop(attention(x))
    return norm2(norm1(h + drop(feed_forward(h))))
