"""You count the uses of each node and release it after the last one. That is a topological order, and another one than is
asked for: depth first, the parents from first to last.
Caught by: needed once more"""


def topological_sort(root, parents):
    uses, found = {root: 0}, [root]
    for node in found:
        for parent in parents(node):
            if parent not in uses:
                uses[parent] = 0
                found.append(parent)
            uses[parent] += 1
    order, ready = [], [root]
    while ready:
        node = ready.pop()
        order.append(node)
        for parent in parents(node):
            uses[parent] -= 1
            if not uses[parent]:
                ready.append(parent)
    return order[::-1]
