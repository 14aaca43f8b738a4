from collections.abc import Callable, Hashable


def topological_sort(root: Hashable, parents: Callable[[Hashable], list[Hashable]]) -> list[Hashable]:
    """All nodes below root in post-order, each once, without recursion."""
    raise NotImplementedError
