"""The journeys of hostile texts, each text's read once for all formats."""

from functools import cache

import pytest

from journeymap.journeys.library import Library
from tests.support.hostile import write_hostile_data


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory):
    """Of a text: a data folder whose every text is this one."""

    @cache
    def folder_of(text):
        folder = tmp_path_factory.mktemp("hostile")
        write_hostile_data(folder, text)
        return folder

    return folder_of


@pytest.fixture(scope="session")
def hostile_library(hostile_data):
    """Of a text: what is read from that folder."""
    return cache(lambda text: Library.read(hostile_data(text)))
