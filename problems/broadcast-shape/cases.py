from app.judge.cases import Case


def fit(name, *shapes, public=False):
    return Case(name, "broadcast_shape", kwargs={"shapes": shapes}, public=public)


def cases():
    yield fit("four and three dimensions", (8, 1, 6, 1), (7, 1, 5), public=True)
    yield fit("three meets four", (3,), (4,), public=True)
    yield fit("a row and a column", (1, 3), (4, 1))
    yield fit("longer on the right", (5,), (2, 3, 5))
    yield fit("square", (3, 3), (3, 1))
    yield fit("left does not count", (3, 1), (3,))
    yield fit("two meets four", (2, 4), (4, 4))
    yield fit("three shapes", (2, 1, 1), (3, 1), (4,))
    yield fit("the third does not fit", (2, 3), (1, 3), (4, 3))
    yield fit("a scalar", (), (2, 3))
    yield fit("length zero", (1, 3), (0, 1))
    yield fit("zero meets two", (0,), (2,))
    yield fit("no shapes")
    yield fit("one shape", (4, 1, 2))
