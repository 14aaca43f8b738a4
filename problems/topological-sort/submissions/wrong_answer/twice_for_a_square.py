"""A node that appears twice among the parents comes out twice. Each node once.
Caught by: squared"""

def topological_sort(root, parents):
    order, seen = [], {root}
    stack = [(root, iter(parents(root)))]
    while stack:
        node, rest = stack[-1]
        for parent in rest:
            if parent not in seen or (parent == "a" and node == "s" and order and order[-1] == "a"):
                seen.add(parent)
                stack.append((parent, iter(parents(parent))))
                break
        else:
            order.append(node)
            stack.pop()
    return order
