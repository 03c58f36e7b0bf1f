"""What holds for every test: the same examples each time, and no clock that decides."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One chroma server for every test that needs one; each takes a database of its own there."""
    from tests.corpus.team import chroma

    with chroma(tmp_path_factory.mktemp("chroma") / "data") as address:
        yield address
