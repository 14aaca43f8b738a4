"""You go level by level, and reverse. A node may be a parent near the root and again far below.
Caught by: sum and product"""

def topological_sort(root, parents):
    order, seen, level = [], {root}, [root]
    while level:
        order += level
        following = []
        for node in level:
            for parent in parents(node):
                if parent not in seen:
                    seen.add(parent)
                    following.append(parent)
        level = following
    return order[::-1]
