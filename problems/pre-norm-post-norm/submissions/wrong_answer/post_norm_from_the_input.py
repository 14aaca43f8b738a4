"""In post_norm_block you add the feed-forward result to x. It is added to what the first step gave.
Caught by: post-norm of sequences"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + drop(attention(norm1(x)))
    return h + drop(feed_forward(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = norm1(x + drop(attention(x)))
    return norm2(x + drop(feed_forward(h)))
