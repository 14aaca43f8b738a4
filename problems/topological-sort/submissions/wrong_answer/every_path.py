"""You do not remember where you were: each path is walked again, a million of them.
Caught by: twenty diamonds"""

def topological_sort(root, parents):
    order = []

    def visit(node):
        for parent in parents(node):
            visit(parent)
        if node not in order:
            order.append(node)

    visit(root)
    return order
