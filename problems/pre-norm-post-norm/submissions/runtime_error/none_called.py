"""You call dropout without asking whether there is one. None means no dropout.
Caught by: pre-norm by hand"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    h = x + dropout(attention(norm1(x)))
    return h + dropout(feed_forward(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    h = norm1(x + dropout(attention(x)))
    return norm2(h + dropout(feed_forward(h)))
