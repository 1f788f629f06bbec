"""Saved journeys, drafts, answers and counts, the same in SQLite and in PostgreSQL."""

import json
import re

import pytest

from journeymap.authoring.store import ConflictError, LimitError, Payload, WrongSecretError
from journeymap.authoring.store.tables import metadata
from journeymap.errors import UnknownJourneyError
from tests.support.hostile import HOSTILE

HERE = "192.0.2.7"
ONE = Payload('{"title": "One"}', b"\x00\xffrecording")
TWO = Payload('{"title": "Two"}', b"\x00\xffrecording")
THREE = Payload('{"title": "Three"}')


def test_a_saved_journey_is_there_when_the_store_is_opened_again(opening, clock):
    store = opening()
    created = store.create(ONE, address=HERE)
    store.close()
    version = opening().latest(created.id)
    assert (version.id, version.number, version.saved_at) == (created.id, 1, clock.now)
    assert version.payload == ONE


def test_identifiers_are_128_random_bits_of_letters_and_digits(store):
    created = [store.create(ONE, address=HERE) for _ in range(20)]
    words = {word for one in created for word in (one.id, one.secret)}
    assert len(words) == 40
    assert all(re.fullmatch("[0-9a-f]{32}", word) for word in words)


def test_every_save_is_a_version_and_earlier_versions_stay(store, clock):
    id_, secret = _created(store)
    began = clock.now
    clock.now += 60
    assert store.save(id_, secret, TWO, base=1, address=HERE) == 2
    clock.now += 60
    assert store.save(id_, secret, ONE, base=2, address=HERE) == 3
    assert store.versions(id_) == [(1, began), (2, began + 60), (3, began + 120)]
    assert [store.version(id_, number).payload for number in (1, 2, 3)] == [ONE, TWO, ONE]
    assert store.latest_number(id_) == 3
    assert store.latest(id_) == store.version(id_, 3)


def test_a_save_based_on_an_older_version_is_a_conflict_with_the_latest(store):
    id_, secret = _created(store)
    store.save(id_, secret, TWO, base=1, address=HERE)
    with pytest.raises(ConflictError, match="meanwhile version 2") as caught:
        store.save(id_, secret, THREE, base=1, address=HERE)
    assert caught.value.latest == store.latest(id_)
    assert caught.value.latest.payload == TWO
    assert store.save(id_, secret, THREE, base=caught.value.latest.number, address=HERE) == 3


@pytest.mark.parametrize("base", [0, 2, -1, 2**40])
def test_a_save_based_on_a_missing_version_is_a_conflict(store, base):
    id_, secret = _created(store)
    with pytest.raises(ConflictError):
        store.save(id_, secret, TWO, base=base, address=HERE)


def test_a_repeated_save_returns_the_number_of_the_first(store):
    id_, secret = _created(store)
    assert store.save(id_, secret, TWO, base=1, address=HERE) == 2
    assert store.save(id_, secret, TWO, base=1, address=HERE) == 2
    assert store.latest_number(id_) == 2


def test_the_same_text_with_another_recording_is_a_conflict(store):
    id_, secret = _created(store)
    store.save(id_, secret, TWO, base=1, address=HERE)
    with pytest.raises(ConflictError):
        store.save(id_, secret, Payload(TWO.text, b"other"), base=1, address=HERE)


def test_a_journey_is_changed_only_with_its_secret(store):
    id_, secret = _created(store)
    _, other = _created(store)
    assert store.may_edit(id_, secret)
    for wrong in (other, "", secret[:-1], secret.upper() + "A", "\0", "\ud800", "é"):
        assert not store.may_edit(id_, wrong)
        with pytest.raises(WrongSecretError):
            store.save(id_, wrong, TWO, base=1, address=HERE)
        with pytest.raises(WrongSecretError):
            store.delete(id_, wrong)
    assert store.latest(id_).number == 1


def test_no_secret_is_in_the_database(store):
    _, secret = _created(store)
    store.save_draft(secret, ONE, address="192.0.2.1")
    assert secret not in _dump(store)
    assert secret.encode() not in _dump(store).encode()


@pytest.mark.parametrize(
    "wrong", ["0" * 32, "", "kim-2023", "\0", "\ud800", "é" * 32, "A" * 32, "' OR 1=1 --"]
)
def test_an_unknown_id_is_an_error_whatever_its_text(store, wrong):
    _created(store)
    assert not store.may_edit(wrong, "x")
    for ask in (
        store.latest,
        store.latest_number,
        store.versions,
        lambda journey: store.version(journey, 1),
        lambda journey: store.delete(journey, "x"),
        lambda journey: store.save(journey, "x", ONE, base=1, address=HERE),
    ):
        with pytest.raises(UnknownJourneyError) as caught:
            ask(wrong)
        assert caught.value.hint


@pytest.mark.parametrize("number", [0, 2, -1, 2**31, 10**30, -(10**30)])
def test_a_missing_version_is_an_error(store, number):
    id_, _ = _created(store)
    with pytest.raises(UnknownJourneyError):
        store.version(id_, number)


def test_hostile_text_is_returned_unchanged(store):
    for n, text in enumerate([*HOSTILE.values(), "a\0b", "\ud800", "\U0010ffff"]):
        payload = Payload(json.dumps(text), text.encode("utf-8", "surrogatepass"))
        created = store.create(payload, address=f"192.0.2.{n}")
        store.save_draft(text, payload, address=f"192.0.2.{n}")
        store.save_answer(text, text, text)
        assert store.latest(created.id).payload == payload
        assert store.draft(text) == payload
        assert store.answer(text, text) == text


@pytest.mark.parametrize("text", ["é", "a\0b", "\ud800"])
def test_a_text_that_a_database_might_change_is_refused(text):
    with pytest.raises(ValueError, match="ASCII"):
        Payload(text)


# Deleting


def test_a_deleted_journey_is_gone_with_all_its_versions(store):
    id_, secret = _created(store)
    store.save(id_, secret, TWO, base=1, address=HERE)
    store.delete(id_, secret)
    with pytest.raises(UnknownJourneyError):
        store.latest(id_)
    with pytest.raises(UnknownJourneyError):
        store.save(id_, secret, THREE, base=2, address=HERE)
    assert _rows(store, "journeys") == _rows(store, "versions") == _rows(store, "bodies") == 0


def test_a_recording_is_stored_once_and_deleted_with_its_last_reference(store):
    first, second = _created(store, ONE), _created(store, TWO)
    store.save_draft("key", Payload("{}", ONE.recording), address="192.0.2.1")
    assert _rows(store, "bodies") == 4
    store.delete(*first)
    assert store.latest(second[0]).payload == TWO
    store.delete(*second)
    assert store.draft("key") == Payload("{}", ONE.recording)
    store.save_draft("key", Payload("{}"), address="192.0.2.1")
    assert _rows(store, "bodies") == 1
    store.delete_draft("key")
    assert _rows(store, "bodies") == 0


def test_a_recording_may_have_no_bytes(store):
    id_, _ = _created(store, Payload("", b""))
    assert store.latest(id_).payload == Payload("", b"")


# Drafts


def test_a_draft_replaces_the_earlier_one_with_its_key(store):
    assert store.draft("key") is None
    store.save_draft("key", ONE, address="192.0.2.1")
    store.save_draft("other", TWO, address="192.0.2.1")
    store.save_draft("key", THREE, address="192.0.2.1")
    assert (store.draft("key"), store.draft("other")) == (THREE, TWO)
    store.delete_draft("key")
    store.delete_draft("key")
    assert (store.draft("key"), store.draft("other")) == (None, TWO)


def test_a_draft_expires_and_the_next_write_removes_it(opening, clock):
    store = opening(draft_days=2)
    store.save_draft("key", ONE, address="192.0.2.1")
    clock.now += 2 * 86_400
    assert store.draft("key") == ONE
    clock.now += 1
    assert store.draft("key") is None
    store.count_today("anything")
    assert _rows(store, "drafts") == _rows(store, "bodies") == 0


def test_a_draft_stored_again_expires_later(opening, clock):
    store = opening(draft_days=2)
    store.save_draft("key", ONE, address="192.0.2.1")
    clock.now += 86_400
    store.save_draft("key", ONE, address="192.0.2.1")
    clock.now += 2 * 86_400
    assert store.draft("key") == ONE


# Answers


def test_an_answer_belongs_to_its_service_and_its_question(store):
    store.save_answer("nominatim", "Khasan", "one")
    store.save_answer("nominatim", "Khasan", "two")
    store.save_answer("other", "Khasan", "three")
    assert store.answer("nominatim", "Khasan") == "two"
    assert store.answer("other", "Khasan") == "three"
    assert store.answer("nominatim", "khasan") is None
    assert store.answer("nominatimKhasan", "") is None


# Limits


def test_over_the_saves_of_a_day_the_error_names_limit_number_and_hint(opening, clock):
    store = opening(saves_per_day=3)
    id_, secret = _created(store)
    store.save(id_, secret, TWO, base=1, address=HERE)
    store.create(THREE, address=HERE)
    for attempt in (
        lambda: store.create(ONE, address=HERE),
        lambda: store.save(id_, secret, THREE, base=2, address=HERE),
    ):
        with pytest.raises(LimitError, match="3 saves were made") as caught:
            attempt()
        assert (caught.value.limit, caught.value.allowed) == ("saves_per_day", 3)
        assert "tomorrow" in caught.value.hint
    assert store.latest_number(id_) == 2
    store.save(id_, secret, THREE, base=2, address="192.0.2.8")
    clock.now += 86_400
    store.save(id_, secret, ONE, base=3, address=HERE)


def test_over_the_drafts_of_a_day_none_is_started_but_each_can_change(opening, clock):
    store = opening(drafts_per_day=2)
    for key in ("one", "two"):
        store.save_draft(key, ONE, address=HERE)
    with pytest.raises(LimitError, match="2 drafts were started"):
        store.save_draft("three", ONE, address=HERE)
    assert store.draft("three") is None
    store.save_draft("one", TWO, address=HERE)
    assert store.draft("one") == TWO
    store.save_draft("three", ONE, address="192.0.2.8")
    clock.now += 86_400
    store.save_draft("four", ONE, address=HERE)


def test_a_failed_save_is_not_counted(opening):
    store = opening(saves_per_day=2)
    id_, secret = _created(store)
    for _ in range(5):
        with pytest.raises(ConflictError):
            store.save(id_, secret, TWO, base=7, address=HERE)
        with pytest.raises(WrongSecretError):
            store.save(id_, "wrong", TWO, base=1, address=HERE)
    assert store.save(id_, secret, TWO, base=1, address=HERE) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1:2:3", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.7", "::ffff:192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("", "", True),
        ("testclient", "\ud800\0", False),
    ],
)
def test_a_network_of_addresses_counts_as_one(opening, one, other, same):
    store = opening(saves_per_day=1)
    store.create(ONE, address=one)
    if same:
        with pytest.raises(LimitError):
            store.create(ONE, address=other)
    else:
        store.create(ONE, address=other)


def test_no_address_is_stored_and_its_pseudonym_lasts_a_day(store, clock):
    store.create(ONE, address=HERE)
    first = _dump(store, "counts", "day_keys")
    assert HERE not in first
    clock.now += 86_400
    store.create(ONE, address=HERE)
    second = _dump(store, "counts", "day_keys")
    assert _rows(store, "counts") == _rows(store, "day_keys") == 1
    words = [set(re.findall(r"[0-9a-f]{64}", dump)) for dump in (first, second)]
    assert words[0]
    assert words[1]
    assert not words[0] & words[1]


def test_anything_can_be_counted_by_the_day(store, clock):
    assert [store.count_today("geocoding") for _ in range(3)] == [1, 2, 3]
    assert store.count_today("other") == 1
    clock.now += 86_400
    assert store.count_today("geocoding") == 1


def _created(store, payload=ONE):
    created = store.create(payload, address=HERE)
    return created.id, created.secret


def _rows(store, table):
    with store._database.reading() as connection:
        return len(connection.execute(metadata.tables[table].select()).all())


def _dump(store, *tables):
    with store._database.reading() as connection:
        return "\n".join(
            repr(row)
            for table in tables or metadata.tables
            for row in connection.execute(metadata.tables[table].select())
        )
