from app.judge.cases import Case

MATRIX = ((3, 4), (4, 1), 0)


def cases():
    yield Case("a transposed matrix", "transposed", (MATRIX, 0, 1), public=True)
    yield Case("every other column", "sliced", (MATRIX, 1, 1, 4, 2), public=True)
    yield Case("a column repeated", "expanded", (((3, 1), (1, 1), 0), (3, 4)), public=True)
    yield Case("a dimension in front", "unsqueezed", (MATRIX, 0), public=True)
    yield Case("two of four dimensions", "transposed", (((2, 3, 4, 5), (60, 20, 5, 1), 9), 0, 2))
    yield Case("dimensions from the end", "transposed", (((2, 3, 4), (1, 8, 2), 3), -1, 0))
    yield Case("rows in the middle", "sliced", (((5, 3), (3, 1), 0), 0, 1, 3, 1))
    yield Case("rows of a transposed slice", "sliced", (((4, 3), (2, 10), 7), -2, 2, 4, 1))
    yield Case("ends counted from the end", "sliced", (((2, 6), (6, 1), 0), 1, -5, -1, 3))
    yield Case("beyond both ends", "sliced", (((5, 2), (2, 1), 4), 0, -9, 100, 2))
    yield Case("stops before it starts", "sliced", (((6, 2), (2, 1), 0), 0, 4, 0, 1))
    yield Case("starts beyond the end", "sliced", (((3, 2), (5, 2), 1), 0, 8, 9, 1))
    yield Case("new on the left", "expanded", (((3, 1), (2, 6), 5), (4, 3, 2)))
    yield Case("lengths kept", "expanded", (((1, 2, 1, 3), (6, 3, 3, 1), 0), (5, -1, 4, -1)))
    yield Case("a one that stays", "expanded", (((1, 1, 4), (8, 5, 2), 1), (1, 3, 4)))
    yield Case("a dimension at the end", "unsqueezed", (((3, 4), (5, 2), 6), -1))
    yield Case("a dimension in a transposed matrix", "unsqueezed", (((4, 3), (1, 5), 2), -2))
