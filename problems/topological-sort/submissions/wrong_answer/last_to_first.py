"""You visit the parents from last to first. From first to last is asked for.
Caught by: first to last"""

def topological_sort(root, parents):
    order, seen = [], {root}
    stack = [(root, reversed(parents(root)))]
    while stack:
        node, rest = stack[-1]
        for parent in rest:
            if parent not in seen:
                seen.add(parent)
                stack.append((parent, reversed(parents(parent))))
                break
        else:
            order.append(node)
            stack.pop()
    return order
