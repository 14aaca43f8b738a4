"""For all tests: fast ones first, so that a mistake shows early."""

import pytest

SLOWEST_LAST = ("docs", "web", "judge", "problems", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> tuple[bool, int]:
        folder = item.path.parent.name if item.path.parent.name in SLOWEST_LAST else item.path.parts[-3]
        return (
            item.get_closest_marker("slow") is not None,
            SLOWEST_LAST.index(folder) if folder in SLOWEST_LAST else len(SLOWEST_LAST),
        )

    items.sort(key=place)
