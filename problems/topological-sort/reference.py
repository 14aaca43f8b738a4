"""The oracle: the recursive definition, with room for deep graphs on a thread of its own."""

import sys
import threading


def topological_sort(root, parents):
    order, seen = [], set()

    def visit(node):
        if node in seen:
            return
        seen.add(node)
        for parent in parents(node):
            visit(parent)
        order.append(node)

    def run():
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(20_000)
        try:
            visit(root)
        finally:
            sys.setrecursionlimit(limit)

    size = threading.stack_size(512 << 20)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    threading.stack_size(size)
    return order
