"""Several writers at once, threads or processes: one saves, the others get its version."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from journeymap.authoring.store import ConflictError, LimitError, Payload, open_store
from journeymap.errors import UnknownJourneyError
from journeymap.settings import Settings

HERE = "192.0.2.7"
AT_ONCE = 6


def test_one_of_several_threads_saves_and_the_others_see_its_version(store):
    created = store.create(Payload("{}"), address=HERE)
    together = Barrier(AT_ONCE)

    def save(n):
        together.wait()
        return _save(store, created, n)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(save, range(AT_ONCE)))
    _one_won(store, created, outcomes)


def test_one_of_several_processes_saves_and_the_others_see_its_version(opening, url):
    store = opening()
    created = store.create(Payload("{}"), address=HERE)
    # Connections must not be shared with a fork.
    store.close()
    fork = multiprocessing.get_context("fork")
    together, outcomes = fork.Barrier(AT_ONCE), fork.Queue()

    def save(n):
        try:
            mine = open_store(url, Settings())
            together.wait()
            outcomes.put(_save(mine, created, n))
        except BaseException as error:  # noqa: BLE001 - reported by the test
            outcomes.put(repr(error))

    processes = [fork.Process(target=save, args=(n,)) for n in range(AT_ONCE)]
    for process in processes:
        process.start()
    found = [outcomes.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    _one_won(store, created, found)


def test_saves_at_once_stay_within_the_limit_of_a_day(opening):
    store = opening(saves_per_day=3)
    together = Barrier(8)

    def create(_):
        together.wait()
        try:
            store.create(Payload("{}"), address=HERE)
        except LimitError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(create, range(8))) == 3


def test_a_recording_stays_while_others_delete_their_references(opening):
    store = opening(saves_per_day=1_000)
    payload = Payload("{}", b"the same recording" * 1_000)

    def come_and_go(n):
        created_ids = []
        for turn in range(6):
            store.save_draft(str(n), payload, address="192.0.2.1")
            created = store.create(payload, address=HERE)
            if turn % 2:
                store.delete(created.id, created.secret)
            else:
                created_ids.append(created.id)
            store.delete_draft(str(n))
        return created_ids

    with ThreadPoolExecutor(4) as pool:
        ids = [one for some in pool.map(come_and_go, range(4)) for one in some]
    assert len(ids) == 12
    assert all(store.latest(one).payload == payload for one in ids)


def test_a_reader_sees_whole_versions_while_others_save(opening):
    store = opening(saves_per_day=1_000)
    created = store.create(_numbered(1), address=HERE)

    def save():
        for base in range(1, 30):
            store.save(created.id, created.secret, _numbered(base + 1), base=base, address=HERE)

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save)
        while not saving.done():
            version = store.latest(created.id)
            assert version.payload == _numbered(version.number)
        saving.result()


def test_a_save_after_a_deletion_is_an_error(store):
    created = store.create(Payload("{}"), address=HERE)
    together = Barrier(2)

    def save():
        together.wait()
        try:
            store.save(created.id, created.secret, Payload("1"), base=1, address=HERE)
        except UnknownJourneyError:
            return "gone"
        return "saved"

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save)
        together.wait()
        store.delete(created.id, created.secret)
        assert saving.result() in {"gone", "saved"}
    with pytest.raises(UnknownJourneyError):
        store.latest(created.id)


def _numbered(n):
    return Payload(str(n), str(n).encode() * 10_000)


def _save(store, created, n):
    """Return the number of the version saved, or the number and text of the one that was first."""
    payload = Payload(f'"saver {n}"')
    try:
        return store.save(created.id, created.secret, payload, base=1, address=f"192.0.2.{n}")
    except ConflictError as error:
        return error.latest.number, error.latest.payload.text


def _one_won(store, created, outcomes):
    winner = store.latest(created.id).payload.text
    assert outcomes.count(2) == 1, outcomes
    assert outcomes.count((2, winner)) == AT_ONCE - 1, outcomes
    assert [number for number, _ in store.versions(created.id)] == [1, 2]
