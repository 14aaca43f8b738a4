"""Your post_norm_block is the pre-norm block once more. After the norm nothing is added: the sum itself is normalized.
Caught by: post-norm by hand"""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    drop = dropout or (lambda t: t)
    h = x + drop(attention(norm1(x)))
    return h + drop(feed_forward(norm2(h)))


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    return pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout)
