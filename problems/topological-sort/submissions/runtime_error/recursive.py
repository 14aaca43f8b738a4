"""You visit recursively: Python gives up after a thousand levels. Keep a stack of your own.
Caught by: a long chain"""

def topological_sort(root, parents):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in parents(node):
                visit(parent)
            order.append(node)

    visit(root)
    return order
