"""One judge for the whole hostile suite: what one submission breaks, the next one would notice."""

from collections.abc import Iterator

import pytest

from tests.judge.hostile.yard import Yard


@pytest.fixture(scope="session")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    yard = Yard(tmp_path_factory.mktemp("yard"))
    yield yard
    yard.close()
