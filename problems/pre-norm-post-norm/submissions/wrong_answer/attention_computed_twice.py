"""The value is right, but you compute the first step twice, and attention is the dearest part of the model. Keep it
in a variable.
Caught by: pre-norm by hand"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    return x + drop(attention(norm1(x))) + drop(feed_forward(norm2(x + drop(attention(norm1(x))))))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = norm1(x + drop(attention(x)))
    return norm2(h + drop(feed_forward(h)))
