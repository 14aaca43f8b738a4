"""You mark nodes when you push them: one that waits on the stack is then missing where it is needed first.
Caught by: sum and product"""

def topological_sort(root, parents):
    order, seen, stack = [], {root}, [(root, False)]
    while stack:
        node, closing = stack.pop()
        if closing:
            order.append(node)
            continue
        stack.append((node, True))
        fresh = [p for p in dict.fromkeys(parents(node)) if p not in seen]
        for parent in reversed(fresh):
            seen.add(parent)
            stack.append((parent, False))
    return order
