"""
Killed while saving, two hundred times: what was acknowledged is there, and nothing is broken.

A process saves without a pause and reports each save through a pipe once the store has returned;
it is killed at a moment drawn by lot.
"""

import json
import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from journeymap.authoring.store import ConflictError, Payload, open_store
from journeymap.authoring.store.tables import bodies, drafts, journeys, versions
from journeymap.settings import Settings

HERE = "192.0.2.7"
LONGEST_S = 0.04
LIMITS = Settings(saves_per_day=1_000_000)


@pytest.mark.parametrize("kills", [40, pytest.param(200, marks=pytest.mark.long)])
def test_every_acknowledged_save_outlives_the_process(url, kills):
    drawn = random.Random(1815)  # noqa: S311 - the same in every run
    with closing(open_store(url, LIMITS)) as warm:
        created = warm.create(_payload(1, 0), address=HERE)
        warm.save(created.id, created.secret, _payload(2, 0), base=1, address=HERE)
    acknowledged = {1: 0, 2: 0}
    for turn in range(1, kills + 1):
        with _Saver(warm, created, turn) as saver:
            saver.wait_for_a_save()
            time.sleep(drawn.uniform(0, LONGEST_S))
            saver.kill()
            reported = saver.acknowledged()
        assert reported
        assert not acknowledged.keys() & reported
        acknowledged |= dict.fromkeys(reported, turn)
    with closing(open_store(url, LIMITS)) as store:
        # A write waits for the rest of a killed process on the server.
        store.save_draft("last", _payload(0, 0), address="192.0.2.1")
        numbers = [number for number, _ in store.versions(created.id)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert acknowledged.keys() <= set(numbers)
        # At most one save of each process was made but not acknowledged any more.
        assert len(numbers) - len(acknowledged) <= kills
        for number in numbers:
            found = store.version(created.id, number).payload
            turn = json.loads(found.text)["turn"]
            assert found == _payload(number, turn)
            assert acknowledged.get(number, turn) == turn
        latest = numbers[-1]
        again = _payload(latest + 1, 0)
        assert (
            store.save(created.id, created.secret, again, base=latest, address=HERE) == latest + 1
        )
        _assert_nothing_is_left(store)
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        # The last connection that is closed takes the write-ahead log with it.
        assert [one.name for one in file.parent.iterdir()] == [file.name]
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


class _Saver:
    """A process that saves version after version until it is killed."""

    def __init__(self, store, created, turn):
        self._read_end, self._write_end = os.pipe()
        # A fork, since it has everything imported and compiled. No connection is open: it is closed.
        self._process = os.fork()
        if self._process == 0:
            try:
                self._save(store, created, turn)
            finally:
                os._exit(1)
        os.close(self._write_end)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._read_end)

    def _save(self, store, created, turn):
        base = store.latest_number(created.id)
        while True:
            payload = _payload(base + 1, turn)
            try:
                base = store.save(created.id, created.secret, payload, base=base, address=HERE)
            except ConflictError as error:
                # The server finished a save of the process that was killed before.
                base = error.latest.number
                continue
            os.write(self._write_end, b"%d\n" % base)

    def wait_for_a_save(self):
        self._received = os.read(self._read_end, 65_536)

    def kill(self):
        os.kill(self._process, signal.SIGKILL)
        _, status = os.waitpid(self._process, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL

    def acknowledged(self):
        """Return the numbers of the acknowledged versions; each line is written wholly or not at all."""
        while more := os.read(self._read_end, 65_536):
            self._received += more
        return {int(line) for line in self._received.splitlines()}


def _payload(number, turn):
    """What a turn's process saves as that version; each third has a recording."""
    text = json.dumps({"version": number, "turn": turn, "said": "a" * 10 * (number % 800)})
    return Payload(text, f"{number} {turn} ".encode() * 5_000 if number % 3 == 0 else None)


def _assert_nothing_is_left(store):
    """Check that something refers to every body, and that nothing else was made."""
    with store._database.reading() as connection:
        stored = {row.sha256 for row in connection.execute(bodies.select())}
        used = {
            sha256
            for table in (versions, drafts)
            for row in connection.execute(table.select())
            for sha256 in (row.text, row.recording)
            if sha256 is not None
        }
        assert stored == used
        assert len(connection.execute(journeys.select()).all()) == 1
