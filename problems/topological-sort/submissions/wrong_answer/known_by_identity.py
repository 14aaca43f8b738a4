"""You know a node again by `id` or `is`. Nodes are any hashables: two equal tuples are one node, though they are two objects.
Caught by: pairs as nodes"""


def topological_sort(root, parents):
    order, seen = [], {id(root)}
    stack = [(root, iter(parents(root)))]
    while stack:
        node, rest = stack[-1]
        parent = next((p for p in rest if id(p) not in seen), None)
        if parent is None:
            stack.pop()
            order.append(node)
        else:
            seen.add(id(parent))
            stack.append((parent, iter(parents(parent))))
    return order
