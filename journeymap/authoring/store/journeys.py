"""The store: journeys in versions, drafts, and answers of a geocoding service."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, delete, func, insert, select

from journeymap.authoring.store.bodies import References, delete_unused, payload_of, payloads, put
from journeymap.authoring.store.counting import count, day_of, delete_counts_before, pseudonym
from journeymap.authoring.store.database import Database
from journeymap.authoring.store.errors import (
    ConflictError,
    DailyLimit,
    LimitError,
    WrongSecretError,
)
from journeymap.authoring.store.schema import upgrade
from journeymap.authoring.store.tables import answers, drafts, journeys, versions
from journeymap.authoring.store.values import Created, Version
from journeymap.errors import UnknownJourneyError
from journeymap.journeys.draft_codec import Payload
from journeymap.settings import Settings

_DAY_S = 86_400.0
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


def open_store(url: str, limits: Settings, now: Callable[[], float] = time.time) -> Store:
    """
    Open the store at a database URL, and bring its tables up to date.

    `now` returns epoch seconds. Raises SettingError for an invalid URL, NewerStoreError, and
    StoreUnavailableError: then open it again when it is needed. Do not open it before a fork.
    """
    database = Database(url)
    try:
        upgrade(database)
    except BaseException:
        database.close()
        raise
    return Store(database, limits, now)


class Store:
    """
    Saved journeys, drafts and answers, for any number of threads.

    Each method works wholly or not at all, and its result is on the disk when it returns. Every
    method raises StoreUnavailableError when the database cannot be reached; the next call tries
    again, so nothing has to be done once the database is back.
    """

    def __init__(self, database: Database, limits: Settings, now: Callable[[], float]) -> None:
        self._database = database
        self._limits = limits
        self._now = now

    def close(self) -> None:
        """Close the connections to the database."""
        self._database.close()

    # Journeys

    def create(self, payload: Payload, *, address: str) -> Created:
        """Save a new journey, counted for this network address. Raises LimitError."""
        created = Created(_random(), _random())
        with self._writing() as connection:
            self._count(connection, address, "saves_per_day", "save")
            connection.execute(
                insert(journeys).values(id=created.id, secret_sha256=_sha256(created.secret))
            )
            self._add(connection, created.id, created.number, payload)
        return created

    def save(self, journey: str, secret: str, payload: Payload, *, base: int, address: str) -> int:
        """
        Save a payload that is based on version `base` as the next version; return its number.

        When the latest version is the same already, its number is returned: the answer to an
        earlier attempt was lost. Raises UnknownJourneyError, WrongSecretError, LimitError, and
        ConflictError with the latest version when it is not the base.
        """
        with self._writing() as connection:
            _authorize(connection, journey, secret)
            self._count(connection, address, "saves_per_day", "save")
            if _latest_number(connection, journey) != base:
                latest = _version(connection, journey)
                if latest.payload == payload:
                    return latest.number
                raise ConflictError(latest, base)
            self._add(connection, journey, base + 1, payload)
        return base + 1

    def latest(self, journey: str) -> Version:
        """Return the last version. Raises UnknownJourneyError."""
        with self._database.reading() as connection:
            return _version(connection, journey)

    def version(self, journey: str, number: int) -> Version:
        """Return one version. Raises UnknownJourneyError."""
        with self._database.reading() as connection:
            return _version(connection, journey, number)

    def versions(self, journey: str) -> list[tuple[int, float]]:
        """Return number and time, epoch seconds, of each, ascending. Raises UnknownJourneyError."""
        asked = select(versions.c.number, versions.c.saved_at)
        with self._database.reading() as connection:
            found = connection.execute(
                asked.where(versions.c.journey == _valid_id(journey)).order_by(versions.c.number)
            ).all()
        if not found:
            raise _unknown()
        return [(row.number, row.saved_at) for row in found]

    def latest_number(self, journey: str) -> int:
        """Return the number of the last version, from the index. Raises UnknownJourneyError."""
        with self._database.reading() as connection:
            return _latest_number(connection, journey)

    def may_edit(self, journey: str, secret: str) -> bool:
        """Return whether the journey exists and this is its secret."""
        try:
            with self._database.reading() as connection:
                _authorize(connection, journey, secret)
        except (UnknownJourneyError, WrongSecretError):
            return False
        return True

    def delete(self, journey: str, secret: str) -> None:
        """
        Delete a journey with all its versions; a SQLite file is overwritten there.

        Raises UnknownJourneyError and WrongSecretError.
        """
        with self._writing() as connection:
            _authorize(connection, journey, secret)
            used = connection.execute(
                select(versions.c.text, versions.c.recording).where(versions.c.journey == journey)
            ).all()
            connection.execute(delete(journeys).where(journeys.c.id == journey))
            delete_unused(connection, used)
        self._database.empty_log()

    # Drafts

    def save_draft(self, key: str, payload: Payload, *, address: str) -> None:
        """
        Store an unsaved draft in place of an earlier one with this key, of 128 random bits.

        Raises LimitError when too many drafts were started from this network address today.
        """
        with self._writing() as connection:
            before = _delete_draft(connection, key)
            if not before:
                self._count(connection, address, "drafts_per_day", "draft")
            values = put(connection, payload)
            connection.execute(
                insert(drafts).values(key_sha256=_sha256(key), kept_at=self._now(), **values)
            )
            delete_unused(connection, before)

    def draft(self, key: str) -> Payload | None:
        """Return the draft with this key, unless it is older than `draft_days`."""
        asked = payloads(drafts).where(
            drafts.c.key_sha256 == _sha256(key), drafts.c.kept_at >= self._oldest_draft()
        )
        with self._database.reading() as connection:
            found = connection.execute(asked).one_or_none()
        return None if found is None else payload_of(found)

    def delete_draft(self, key: str) -> None:
        """Delete the draft with this key, as thoroughly as a journey."""
        with self._writing() as connection:
            delete_unused(connection, _delete_draft(connection, key))
        self._database.empty_log()

    # Geocoding

    def answer(self, service: str, question: str) -> str | None:
        """Return the stored answer of a service to a question, or None."""
        asked = select(answers.c.answer).where(answers.c.asked_sha256 == _asked(service, question))
        with self._database.reading() as connection:
            found = connection.execute(asked).scalar()
        return None if found is None else str(json.loads(found))

    def save_answer(self, service: str, question: str, text: str) -> None:
        """Store the answer of a service, in place of an earlier one."""
        asked = _asked(service, question)
        with self._writing() as connection:
            connection.execute(delete(answers).where(answers.c.asked_sha256 == asked))
            # As JSON it is ASCII, whatever characters the service sent.
            connection.execute(insert(answers).values(asked_sha256=asked, answer=json.dumps(text)))

    def count_today(self, what: str) -> int:
        """Count one more, and return the count of today (UTC)."""
        with self._writing() as connection:
            return count(connection, day_of(self._now()), what)

    # Within a transaction

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open the connection that writes, once expired drafts and counts are deleted."""
        with self._database.writing() as connection:
            delete_counts_before(connection, day_of(self._now()))
            outdated = delete(drafts).where(drafts.c.kept_at < self._oldest_draft())
            used = connection.execute(outdated.returning(drafts.c.text, drafts.c.recording)).all()
            delete_unused(connection, used)
            yield connection

    def _oldest_draft(self) -> float:
        return self._now() - self._limits.draft_days * _DAY_S

    def _count(self, connection: Connection, address: str, limit: DailyLimit, counted: str) -> None:
        # When the save fails, the transaction takes the count back.
        day, allowed = day_of(self._now()), int(getattr(self._limits, limit))
        if count(connection, day, f"{counted} {pseudonym(connection, day, address)}") > allowed:
            raise LimitError(limit, allowed)

    def _add(self, connection: Connection, journey: str, number: int, payload: Payload) -> None:
        values = put(connection, payload)
        connection.execute(
            insert(versions).values(journey=journey, number=number, saved_at=self._now(), **values)
        )


def _random() -> str:
    """
    Return 128 random bits in 32 hexadecimal digits.

    Base64 would be 22 characters, with - and _ among them: at the start, commands take one for an
    option and spreadsheets for a formula; at the end, many messengers leave it out of the link.
    """
    return secrets.token_hex(16)


def _sha256(secret: str) -> bytes:
    """Return the stored hash of a secret; a fast one, as nobody can try out 128 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _asked(service: str, question: str) -> bytes:
    return _sha256(json.dumps([service, question]))


def _unknown() -> UnknownJourneyError:
    return UnknownJourneyError(
        "No journey, or no such version of it, is saved under this address.",
        "Check that the whole link was copied; the journey may have been deleted since.",
    )


def _valid_id(journey: str) -> str:
    """Return a valid id; others, which can be any text, do not reach the database."""
    if not _ID.fullmatch(journey):
        raise _unknown()
    return journey


def _authorize(connection: Connection, journey: str, secret: str) -> None:
    asked = select(journeys.c.secret_sha256).where(journeys.c.id == _valid_id(journey))
    stored = connection.execute(asked).scalar()
    if stored is None:
        raise _unknown()
    if not hmac.compare_digest(stored, _sha256(secret)):
        raise WrongSecretError


def _latest_number(connection: Connection, journey: str) -> int:
    asked = select(func.max(versions.c.number)).where(versions.c.journey == _valid_id(journey))
    number: int | None = connection.execute(asked).scalar()
    if number is None:
        raise _unknown()
    return number


def _delete_draft(connection: Connection, key: str) -> list[References]:
    gone = delete(drafts).where(drafts.c.key_sha256 == _sha256(key))
    return list(connection.execute(gone.returning(drafts.c.text, drafts.c.recording)))


def _version(connection: Connection, journey: str, number: int | None = None) -> Version:
    """Return a version, without a number the latest one. Raises UnknownJourneyError."""
    asked = payloads(versions).add_columns(versions.c.number, versions.c.saved_at)
    asked = asked.where(versions.c.journey == _valid_id(journey))
    if number is not None:
        # Larger numbers do not fit the column.
        asked = asked.where(versions.c.number == max(0, min(number, 2**31 - 1)))
    found = connection.execute(asked.order_by(versions.c.number.desc()).limit(1)).first()
    if found is None:
        raise _unknown()
    return Version(journey, found.number, found.saved_at, payload_of(found))
