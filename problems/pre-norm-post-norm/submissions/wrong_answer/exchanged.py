"""You have exchanged the two. Pre-norm normalizes what goes into the sublayer, post-norm what comes out of the sum.
Caught by: pre-norm by hand"""


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + drop(attention(norm1(x)))
    return h + drop(feed_forward(norm2(h)))


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = norm1(x + drop(attention(x)))
    return norm2(h + drop(feed_forward(h)))
