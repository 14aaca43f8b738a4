"""You leave out nodes without parents: they are numbers too.
Caught by: sum and product"""

def topological_sort(root, parents):
    order, seen = [], {root}
    stack = [(root, iter(parents(root)))]
    while stack:
        node, rest = stack[-1]
        for parent in rest:
            if parent not in seen:
                seen.add(parent)
                stack.append((parent, iter(parents(parent))))
                break
        else:
            if parents(node):
                order.append(node)
            stack.pop()
    return order
