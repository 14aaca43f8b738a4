def topological_sort(root, parents):
    order, opened, stack = [], set(), [(root, False)]
    while stack:
        node, closing = stack.pop()
        if closing:
            order.append(node)
        elif node not in opened:
            opened.add(node)
            stack.append((node, True))
            stack.extend((parent, False) for parent in reversed(parents(node)))
    return order
