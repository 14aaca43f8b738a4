"""You write a shared node down at its last use. It must come before the first one.
Caught by: sum and product"""

def topological_sort(root, parents):
    order, stack = [], [root]
    while stack:
        node = stack.pop()
        order.append(node)
        stack.extend(reversed(parents(node)))
    return list(dict.fromkeys(order))[::-1]
