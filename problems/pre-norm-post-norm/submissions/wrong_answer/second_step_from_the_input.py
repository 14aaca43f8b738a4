"""You add the feed-forward result to x. It is added to the result of the first step, or the attention gets lost.
Caught by: pre-norm by hand"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + drop(attention(norm1(x)))
    return x + drop(feed_forward(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = norm1(x + drop(attention(x)))
    return norm2(h + drop(feed_forward(h)))
