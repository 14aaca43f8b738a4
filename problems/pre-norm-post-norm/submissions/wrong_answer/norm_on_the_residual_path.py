"""You overwrite x with its norm and add the sublayer to that. The residual path has to stay as it is: only the
sublayer gets the normalized input.
Caught by: pre-norm by hand"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    x = norm1(x)
    h = x + drop(attention(x))
    h = norm2(h)
    return h + drop(feed_forward(h))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = norm1(x + drop(attention(x)))
    return norm2(h + drop(feed_forward(h)))
