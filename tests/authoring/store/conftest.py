import pytest

from journeymap.authoring.store import open_store
from journeymap.settings import Settings
from tests.support.postgres import binaries, postgres


class Clock:
    """A clock that moves only when a test moves it."""

    def __init__(self):
        self.now = 1_694_500_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server, whose database is emptied for each test."""
    folder = binaries()
    if folder is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres(folder) as running:
        yield running


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def url(request, tmp_path):
    """The URL of an empty database of either kind."""
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path}/var/journeys.sqlite3"
    return request.getfixturevalue("server").url()


@pytest.fixture
def opening(url, clock):
    """Open a store at that URL, with these settings; closed when the test is over."""
    opened = []

    def opening(**limits):
        opened.append(open_store(url, Settings(**limits), clock))
        return opened[-1]

    yield opening
    for store in opened:
        store.close()


@pytest.fixture
def store(opening):
    return opening()
