"""Builds the graph of a case; the answer to a large one is told by length, ends and whether it is in order."""


def drive(solution, case):
    edges = case.kwargs.get("edges")
    kind, size = case.kwargs.get("kind"), case.kwargs.get("size", 0)
    asked = []

    def parents(node):
        asked.append(node)
        if edges is not None:
            return list(edges.get(node, []))
        if kind == "chain":
            return [node - 1] if node else []
        return [2 * (node // 2) - 2, 2 * (node // 2) - 1] if node > 1 else []  # diamonds: two nodes a layer

    root = case.kwargs.get("root", size)
    order = solution.topological_sort(root, parents)
    if edges is not None:
        return list(order)
    place = {node: i for i, node in enumerate(order)}
    in_order = all(place[p] < i for node, i in place.items() for p in parents(node))
    return [len(order), order[0], order[-1], len(place), in_order, len(asked) <= 3 * len(place) + 3]
