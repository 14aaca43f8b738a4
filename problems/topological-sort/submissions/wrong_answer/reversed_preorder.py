"""You reverse the order of meeting. A node that two others share may then come after one of them.
Caught by: sum and product"""

def topological_sort(root, parents):
    order, seen, stack = [], set(), [root]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            order.append(node)
            stack.extend(parents(node))
    return order[::-1]
