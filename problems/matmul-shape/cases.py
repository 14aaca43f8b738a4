from app.judge.cases import Case


def product(name, a, b, public=False):
    return Case(name, "matmul_shape", kwargs={"a": a, "b": b}, public=public)


def cases():
    yield product("two matrices", (2, 3), (3, 4), public=True)
    yield product("batches meet", (5, 1, 2, 3), (4, 3, 6), public=True)
    yield product("three meets four", (2, 3), (4, 5), public=True)
    yield product("a vector on the left", (3,), (3, 4))
    yield product("two vectors", (3,), (3,))
    yield product("a vector before a batch", (3,), (5, 3, 4))
    yield product("a batch before a vector", (5, 2, 3), (3,))
    yield product("one row before a vector", (1, 3), (3,))
    yield product("a batch of vectors", (4, 2, 3), (4, 3))
    yield product("one meets three inside", (2, 1), (3, 4))
    yield product("batches that do not fit", (2, 3, 4), (5, 4, 6))
    yield product("a longer batch on the right", (2, 3), (4, 5, 3, 6))
    yield product("batches of one", (1, 1, 2, 3), (1, 3, 4))
    yield product("nothing to sum", (2, 0), (0, 3))
    yield product("an empty batch", (0, 2, 3), (1, 3, 4))
    yield product("a scalar", (3,), ())
