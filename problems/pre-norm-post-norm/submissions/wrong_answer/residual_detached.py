"""The values are right, but you detach the residual path, on which the gradient reaches the layers below.
Caught by: pre-norm by hand"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x.detach() + drop(attention(norm1(x)))
    return h + drop(feed_forward(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = norm1(x + drop(attention(x)))
    return norm2(h + drop(feed_forward(h)))
