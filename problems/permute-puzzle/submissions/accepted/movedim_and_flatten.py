def channels_last(x):
    return x.movedim(1, 3)


def film_strip(x):
    return x.movedim(0, 2).flatten(2)


def cut_strip(strip, batch):
    return strip.unflatten(2, (batch, -1)).movedim(2, 0)


def column_table(x):
    return x.movedim((1, 3), (0, 1)).flatten(2).flatten(0, 1)
