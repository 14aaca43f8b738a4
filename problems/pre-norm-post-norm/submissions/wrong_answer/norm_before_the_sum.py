"""In post_norm_block you normalize the sublayer's result and then add. "Add and norm" is meant in this order: first
the sum, then the norm.
Caught by: post-norm by hand"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + drop(attention(norm1(x)))
    return h + drop(feed_forward(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + norm1(drop(attention(x)))
    return h + norm2(drop(feed_forward(h)))
