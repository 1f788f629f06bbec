"""After a deletion the files of a SQLite database contain no byte of the text."""

import random
import re

import pytest

from journeymap.authoring.store import Payload

HERE = "192.0.2.7"
# Without the blank page at the start of bodies, this leaves one of the texts behind.
SEED = 11


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/var/journeys.sqlite3"


def test_a_deleted_journey_leaves_nothing_in_the_files(store, tmp_path):
    other = store.create(_saying("kept", 100), address=HERE)
    deleted = store.create(_saying("deleted", 100), address=HERE)
    store.save(deleted.id, deleted.secret, _saying("deleted", 20_000), base=1, address=HERE)
    assert {"kept", "deleted"} <= _said(tmp_path)
    store.delete(deleted.id, deleted.secret)
    assert _said(tmp_path) == {"kept"}
    assert store.latest(other.id).payload == _saying("kept", 100)


def test_a_deleted_draft_leaves_nothing_in_the_files(store, tmp_path):
    store.save_draft("key", _saying("first", 3_000), address="192.0.2.1")
    store.save_draft("key", _saying("second", 30), address="192.0.2.1")
    assert {"first", "second"} <= _said(tmp_path)
    store.delete_draft("key")
    assert not _said(tmp_path)


def test_rows_moved_within_the_file_leave_nothing_in_it(opening, tmp_path):
    # SQLite leaves copies of the beginnings of rows in pages that they were moved out of.
    store = opening(saves_per_day=10_000)
    drawn = random.Random(SEED)  # noqa: S311 - the same in every run
    there = {}
    for n in range(250):
        word = f"word{n}"
        payload = _saying(word, drawn.choice((1, 5, 20, 80, 400)))
        there[word] = store.create(payload, address=HERE)
        if drawn.random() < 0.5:
            gone = there.pop(drawn.choice(sorted(there)))
            store.delete(gone.id, gone.secret)
    assert _said(tmp_path) == set(there)


def _saying(word, times):
    said = f"<{word}>" * times
    return Payload(f'"{said}"', f"recorded {said}".encode())


def _said(folder):
    """Words in the files; what a page's end cuts in two is there whole as well."""
    files = (folder / "var").iterdir()
    return {
        word.decode()
        for file in files
        for word in re.findall(rb"<([a-z]{4,}[0-9]*)>", file.read_bytes())
    }
