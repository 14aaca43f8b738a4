"""You ask whether a node is true, where you mean whether there is one. 0 is a node like any other, and is false: compare with
`is None`, or with a mark of your own.
Caught by: zero among the nodes"""


def topological_sort(root, parents):
    order, seen = [], {root}
    stack = [(root, iter(parents(root)))]
    while stack:
        node, rest = stack[-1]
        parent = next((p for p in rest if p not in seen), None)
        if parent:
            seen.add(parent)
            stack.append((parent, iter(parents(parent))))
        else:
            stack.pop()
            order.append(node)
    return order
