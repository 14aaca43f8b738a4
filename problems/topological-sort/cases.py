from app.judge.cases import Case


def small(name, root, edges, public=False):
    return Case(name, "topological_sort", kwargs={"root": root, "edges": edges}, public=public)


def cases():
    yield small("sum and product", "d", {"d": ["c", "a"], "c": ["a", "b"]}, public=True)
    yield small("first to last", "r", {"r": ["x", "y", "z"]}, public=True)
    yield small("a node alone", 7, {})
    yield small("squared", "s", {"s": ["a", "a"], "a": ["b"]})
    yield small("needed once more", "r", {"r": ["a", "b", "c"], "c": ["a"]})
    yield small("zero among the nodes", 4, {4: [2, 0, 3], 3: [0, 1], 2: [1]})
    yield small("pairs as nodes", (2, 2), {(2, 2): [(1, 1), (1, 2)], (1, 2): [(1, 1)], (1, 1): [(0, 1)]})
    yield Case("twenty diamonds", "topological_sort", kwargs={"kind": "diamonds", "size": 41})
    yield Case("a long chain", "topological_sort", kwargs={"kind": "chain", "size": 5_000})
