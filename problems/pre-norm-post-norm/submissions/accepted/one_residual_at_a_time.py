"""The same step twice: a loop over the sublayers with their norms."""


def pre_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    for sublayer, norm in ((attention, norm1), (feed_forward, norm2)):
        branch = sublayer(norm(x))
        if dropout is not None:
            branch = dropout(branch)
        x = branch + x
    return x


def post_norm_block(x, attention, feed_forward, norm1, norm2, dropout=None):
    for sublayer, norm in ((attention, norm1), (feed_forward, norm2)):
        branch = sublayer(x)
        if dropout is not None:
            branch = dropout(branch)
        x = norm(branch + x)
    return x
