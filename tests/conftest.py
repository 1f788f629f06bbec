"""What several test files need: a data folder of their own, and the site that serves it."""

import pytest
from hypothesis import settings

from journeymap.web.site import site

# The same cases in every run: a test that fails does so for whoever looks into it.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session", autouse=True)
def _store_of_our_own(tmp_path_factory):
    """No test, nor what it starts, keeps journeys where the app would."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store')}/journeys.sqlite3"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JOURNEYMAP_STORE_URL", url)
        yield


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty data folder that the settings name for the length of a test."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("JOURNEYMAP_DATA", str(folder))
    site.cache_clear()
    yield folder
    site.cache_clear()
