from app.judge.cases import Case


def ask(name, shape, strides, *new_shapes, public=False):
    kwargs = {"shape": shape, "strides": strides, "new_shapes": new_shapes}
    return Case(name, "can_view", kwargs=kwargs, public=public)


def cases():
    yield ask("contiguous", (2, 3), (3, 1), (6,), (3, 2), (5,), (1, 2, 3, 1), public=True)
    yield ask("transposed", (3, 2), (1, 3), (3, 2), (6,), (2, 3), (3, 1, 2), public=True)
    yield ask("a gap after each row", (2, 6), (10, 1), (2, 2, 3), (12,), (4, 3), (2, 6, 1), (6, 2))
    yield ask("evenly spaced", (4, 3), (6, 2), (12,), (2, 6), (2, 2, 3), (3, 4))
    yield ask("the last two merge", (2, 3, 4), (1, 8, 2), (2, 12), (6, 4), (2, 2, 6), (24,), (2, 3, 2, 2))
    yield ask("the first two merge", (2, 3, 4), (3, 1, 6), (6, 4), (2, 12), (3, 2, 4), (3, 2, 2, 2), (6, 2, 2), (3, 8))
    yield ask("two jumps", (2, 3, 4), (1, 2, 6), (2, 3, 2, 2), (6, 4), (3, 2, 4), (2, 12), (24,))
    yield ask("length one between", (2, 1, 3), (3, 100, 1), (6,), (3, 2), (2, 3))
    yield ask("length one hides a jump", (2, 1, 3), (5, 3, 1), (6,), (2, 3), (1, 2, 1, 3), (3, 2))
    yield ask("expanded rows", (3, 4), (0, 1), (12,), (3, 2, 2), (6, 2), (1, 3, 4))
    yield ask("expanded everywhere", (2, 3), (0, 0), (6,), (3, 2), (1, 6), (7,))
    yield ask("overlapping windows", (4, 3), (1, 1), (12,), (2, 2, 3), (4, 3), (6, 2))
    yield ask("minus one", (2, 3, 4), (12, 4, 1), (-1,), (4, -1), (-1, 5), (2, 12, -1), (48, -1))
    yield ask("minus one and a gap", (4, 6), (9, 1), (4, -1), (2, 2, -1), (2, -1, 6), (-1, 3), (-1,), (8, -1))
    yield ask("no entries", (0, 3), (1, 7), (0,), (3, 0, 5), (-1, 3), (0, -1), (1,))
    yield ask("a scalar", (), (), (), (1, 1), (-1,), (2,), (0,))
    yield ask("all ones", (1, 1), (5, 3), (), (1,), (1, 1, 1), (2,), (-1, 1))
