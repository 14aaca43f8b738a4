"""You apply the feed-forward network before the attention. The attention comes first.
Caught by: pre-norm of sequences"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + drop(feed_forward(norm1(x)))
    return h + drop(attention(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = norm1(x + drop(feed_forward(x)))
    return norm2(h + drop(attention(h)))
