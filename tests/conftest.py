"""What several test files need: a data folder of their own, and the site that serves it."""

import pytest
from hypothesis import settings

from journeymap.web import site

# The same cases in every run: a test that fails does so for whoever looks into it.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty data folder that the settings name for the length of a test."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("JOURNEYMAP_DATA", str(folder))
    site.cache_clear()
    yield folder
    site.cache_clear()
