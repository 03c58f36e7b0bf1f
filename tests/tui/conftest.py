"""A house of cards for the app: everything in memory, findings made by hand."""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
