"""You write a node down when you meet it. It comes after its parents: on the way back.
Caught by: sum and product"""

def topological_sort(root, parents):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            order.append(node)
            for parent in parents(node):
                visit(parent)

    visit(root)
    return order
