"""A node that appears twice among the parents comes out twice. Each node once.
Caught by: squared"""


def topological_sort(root, parents):
    users, found = {root: 0}, [root]
    for node in found:
        for parent in set(parents(node)):
            if parent not in users:
                users[parent] = 0
                found.append(parent)
            users[parent] += 1
    order, ready = [], [root]
    while ready:
        node = ready.pop()
        order.append(node)
        for parent in parents(node):
            users[parent] -= 1
            if users[parent] <= 0:
                ready.append(parent)
    return order[::-1]
