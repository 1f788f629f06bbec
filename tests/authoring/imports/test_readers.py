"""Each kind of file is one entry of a registry: known by its content, and named wherever it is listed."""

import pytest

from bench.mutations import packed, seeds
from journeymap.authoring.imports import ENDINGS, READERS, read_upload
from journeymap.authoring.imports.readers import UNREADABLE
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


def test_the_readme_lists_each_kind_and_endings_are_listed_once():
    for reader in READERS:
        endings = ", ".join(f"`.{ending}`" for ending in reader.endings)
        assert f"\n| {reader.name} | {endings} | {reader.about} |\n" in README
        assert reader.about.endswith(".")
        assert reader.media_types
    assert len(set(ENDINGS)) == len(ENDINGS)


def test_limits_are_settings():
    assert {limit for each in READERS for limit in each.limits} <= set(Settings.model_fields)


@pytest.mark.parametrize("kind", UNREADABLE, ids=lambda kind: kind.name)
def test_what_cannot_be_read_is_named_with_what_to_send_instead(kind):
    with pytest.raises(TableError) as caught:
        read_upload("x.csv", kind.begins + b"\0" * 100, DEFAULTS)
    assert kind.name in str(caught.value)
    assert caught.value.hint == kind.instead


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><body>x</body></html>",
        b"<!doctype html>\n<html lang=en><body>x,y</body></html>",
        b"<!-- a,b --><!Doctype HTML><HTML><body>x</body></HTML>",
        b"<svg/>",
        bytes(range(256)) * 4,
    ],
    ids=["page", "page in small letters", "page in mixed letters", "other XML", "no text"],
)
def test_whoever_sends_something_else_is_shown_every_kind(body):
    with pytest.raises(TableError) as caught:
        read_upload("x", body, DEFAULTS)
    assert all(reader.name in caught.value.hint for reader in READERS)


def test_an_archive_of_something_else_is_to_be_unpacked():
    with pytest.raises(TableError, match="archive with neither"):
        read_upload("x.zip", packed({"a.txt": b"place,time"}), DEFAULTS)
