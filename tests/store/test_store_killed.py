"""
Killed while saving, two hundred times: what was acknowledged is there, and nothing is broken.

A process saves without a pause and tells of each save through a pipe once the store has returned;
it is killed at a moment drawn by lot.
"""

import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from journeymap.settings import Settings
from journeymap.store import ConflictError, Payload, open_store
from journeymap.store.tables import bodies, drafts, journeys, versions

HERE = "192.0.2.7"
KILLS = 200
LONGEST_S = 0.04
LIMITS = Settings(saves_per_day=1_000_000)


@pytest.mark.parametrize("seed", [1815])
def test_every_acknowledged_save_outlives_the_process(url, seed):
    drawn = random.Random(seed)  # noqa: S311 - the same in every run
    with closing(open_store(url, LIMITS)) as warm:
        created = warm.create(_payload(1), address=HERE)
        warm.save(created.id, created.secret, _payload(2), base=1, address=HERE)
    acknowledged = {1, 2}
    for _ in range(KILLS):
        with _Saver(warm, created) as saver:
            saver.wait_for_a_save()
            time.sleep(drawn.uniform(0, LONGEST_S))
            saver.kill()
            told = saver.told()
        assert told
        assert not acknowledged & told
        acknowledged |= told
    with closing(open_store(url, LIMITS)) as store:
        # Whoever writes waits for what a killed process may have left on the server.
        store.keep_draft("last", _payload(0))
        numbers = [number for number, _ in store.versions(created.id)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert acknowledged <= set(numbers)
        # At most one save a process was done and could not be told any more.
        assert len(numbers) - len(acknowledged) <= KILLS
        for number in numbers:
            assert store.version(created.id, number).payload == _payload(number)
        store.save(
            created.id, created.secret, _payload(len(numbers) + 1), base=len(numbers), address=HERE
        )
        _nothing_is_left_over(store)
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        # The last connection that is closed takes the write-ahead log with it.
        assert [one.name for one in file.parent.iterdir()] == [file.name]
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


class _Saver:
    """A process that saves version after version until it is killed."""

    def __init__(self, store, created):
        self._hear, self._tell = os.pipe()
        # A fork, since it has everything imported and compiled. No connection is open: it is closed.
        self._process = os.fork()
        if self._process == 0:
            try:
                self._save(store, created)
            finally:
                os._exit(1)
        os.close(self._tell)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._hear)

    def _save(self, store, created):
        base = store.latest_number(created.id)
        while True:
            payload = _payload(base + 1)
            try:
                base = store.save(created.id, created.secret, payload, base=base, address=HERE)
            except ConflictError as error:
                # The server went on with what it had from the one that was killed before.
                base = error.latest.number
                continue
            os.write(self._tell, b"%d\n" % base)

    def wait_for_a_save(self):
        self._said = os.read(self._hear, 65_536)

    def kill(self):
        os.kill(self._process, signal.SIGKILL)
        _, status = os.waitpid(self._process, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL

    def told(self):
        """Return the numbers of the acknowledged versions; a line is written wholly or not."""
        while more := os.read(self._hear, 65_536):
            self._said += more
        return {int(line) for line in self._said.splitlines()}


def _payload(number):
    """What is to be saved as that version: some pages of text, each third with a recording."""
    text = '"' + f"version {number} " * (number % 800) + '"'
    return Payload(text, f"{number}|".encode() * 5_000 if number % 3 == 0 else None)


def _nothing_is_left_over(store):
    """Every body is referred to, and nothing else was made."""
    with store._database.reading() as connection:
        held = {row.sha256 for row in connection.execute(bodies.select())}
        used = {
            sha256
            for table in (versions, drafts)
            for row in connection.execute(table.select())
            for sha256 in (row.text, row.recording)
            if sha256 is not None
        }
        assert held == used
        assert len(connection.execute(journeys.select()).all()) == 1
