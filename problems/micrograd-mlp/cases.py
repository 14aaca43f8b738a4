from app.judge.cases import Case, randn


def drawn(*shape, seed):
    return randn(*shape, seed=seed).tolist()


def network(name, n_in, widths, count, seed, public=False, **more):
    sizes = [n_in, *widths]
    weights = [drawn(sizes[i + 1], sizes[i] + 1, seed=seed + i) for i in range(len(widths))]
    given = {"sizes": [n_in, widths], "weights": weights, "points": drawn(count, n_in, seed=seed + 9), **more}
    return Case(name, "MLP", kwargs=given, public=public)


def cases():
    by_hand = {"sizes": [2], "weights": [[[2.0, -3.0, 0.5]]], "points": [[1.0, 0.5]]}
    yield Case("a neuron", "Neuron", kwargs=by_hand, public=True)
    sum_alone = {"sizes": [2], "weights": [[[1.0, 0.5, -0.25]]], "points": [[1.0, 0.5]], "activation": [False]}
    yield Case("a neuron without activation", "Neuron", kwargs=sum_alone, public=True)
    rows = [[2.0, -3.0, 0.5], [1.0, 0.0, -1.0], [0.25, 0.5, 0.125]]
    layer = {"sizes": [2, 3], "weights": [rows], "points": [[1.0, 0.5]], "activation": [False]}
    yield Case("a layer without activation", "Layer", kwargs=layer, public=True)
    yield network("two layers", 3, [2, 1], 1, seed=10, public=True)
    yield network("cleared between two points", 2, [3, 2], 2, seed=30, clear=True)
    plain = {"sizes": [3, 2], "weights": [drawn(2, 4, seed=20)], "points": drawn(1, 3, seed=21)}
    yield Case("a layer by default", "Layer", kwargs=plain)
    yield network("not cleared", 2, [3, 1], 2, seed=40)
    yield network("three layers, plain numbers", 3, [4, 3, 2], 1, seed=50, values=False)
