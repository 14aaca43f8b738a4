"""You return nothing for a node without parents. It is its own order.
Caught by: a node alone"""

def topological_sort(root, parents):
    order, seen = [], {root}
    stack = [(root, iter(parents(root)))]
    if not parents(root):
        return []
    while stack:
        node, rest = stack[-1]
        for parent in rest:
            if parent not in seen:
                seen.add(parent)
                stack.append((parent, iter(parents(parent))))
                break
        else:
            order.append(node)
            stack.pop()
    return order
