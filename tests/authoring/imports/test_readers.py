"""Each kind of file is one entry of a registry: known by its content, and named wherever it is listed."""

import sys

import pytest

from bench.mutations import seeds
from journeymap.authoring.imports import ENDINGS, READERS, read_upload
from journeymap.authoring.imports.upload import Upload
from journeymap.errors import TableError
from journeymap.settings import DEFAULTS, Settings
from tests.support.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def files():
    return seeds()


def test_each_file_is_recognised_by_the_reader_of_its_ending_alone(files):
    met = set()
    for name, body in files.items():
        # Its name does not count.
        upload = Upload("anything.bin", body, DEFAULTS)
        (reader,) = [each for each in READERS if each.recognises(upload)]
        assert name.rpartition(".")[2] in reader.endings
        met.add(reader.name)
    assert met == {each.name for each in READERS}


def test_the_readme_has_each_kind_and_endings_are_listed_once():
    sys.path.insert(0, str(ROOT / "tools"))
    import document_tables

    assert document_tables.with_tables(README) == README, "run tools/document_tables.py"
    for reader in READERS:
        assert reader.about.endswith(".")
        assert reader.media_types
    assert len(set(ENDINGS)) == len(ENDINGS)


def test_limits_are_settings():
    assert {limit for each in READERS for limit in each.limits} <= set(Settings.model_fields)


def test_whoever_sends_something_else_is_told_every_kind():
    for body in (b"<note/>", bytes(range(256)) * 4):
        with pytest.raises(TableError) as caught:
            read_upload("x", body, DEFAULTS)
        assert all(reader.name in caught.value.hint for reader in READERS)
