"""You apply dropout to what the feed-forward network returns and nothing else. The attention's result gets its share.
Caught by: pre-norm with dropout"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + attention(norm1(x))
    return h + drop(feed_forward(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = norm1(x + attention(x))
    return norm2(h + drop(feed_forward(h)))
