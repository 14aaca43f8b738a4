"""In post_norm_block you apply dropout to the normalized sum. It belongs to what the sublayer returns, before the
sum.
Caught by: post-norm with dropout"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + drop(attention(norm1(x)))
    return h + drop(feed_forward(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = drop(norm1(x + attention(x)))
    return drop(norm2(h + feed_forward(h)))
