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

from journeymap.authoring.store.bodies import References, drop_unused, payload_of, payloads, put
from journeymap.authoring.store.counting import count, day_of, delete_counts_before, pseudonym
from journeymap.authoring.store.database import Database
from journeymap.authoring.store.errors import ConflictError, LimitError, WrongSecretError
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

    `now` tells epoch seconds. Raises SettingError for a URL that cannot be, NewerStoreError, and
    StoreUnavailableError: then ask again when it is needed next. Do not open it before a fork.
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
    Everything that is kept, for any number of threads.

    Whatever it does is done wholly or not at all, and is safe on the disk when the method
    returns. Every method raises StoreUnavailableError when the database is away; it is asked
    anew each time, so nothing is to be done when it has come back.
    """

    def __init__(self, database: Database, limits: Settings, now: Callable[[], float]) -> None:
        self._database = database
        self._limits = limits
        self._now = now

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    # Journeys

    def create(self, payload: Payload, *, address: str) -> Created:
        """Save a new journey for whoever is at this network address. Raises LimitError."""
        created = Created(_random(), _random())
        with self._writing() as connection:
            self._count(connection, address, "saves_per_day", "save", "made")
            connection.execute(
                insert(journeys).values(id=created.id, secret_sha256=_sha256(created.secret))
            )
            self._add(connection, created.id, created.number, payload)
        return created

    def save(self, journey: str, secret: str, payload: Payload, *, base: int, address: str) -> int:
        """
        Save what was made from version `base` as the next one, and return its number.

        When the latest version says the same already, that is its number: the answer to an
        earlier try was lost. Raises UnknownJourneyError, WrongSecretError, LimitError, and
        ConflictError with the latest version when that is another one than base.
        """
        with self._writing() as connection:
            _authorize(connection, journey, secret)
            self._count(connection, address, "saves_per_day", "save", "made")
            if _latest_number(connection, journey) != base:
                latest = _version(connection, journey)
                if latest.payload == payload:
                    return latest.number
                raise ConflictError(latest, base)
            self._add(connection, journey, base + 1, payload)
        return base + 1

    def latest(self, journey: str) -> Version:
        """Return the last version that was saved. Raises UnknownJourneyError."""
        with self._database.reading() as connection:
            return _version(connection, journey)

    def version(self, journey: str, number: int) -> Version:
        """Return one version. Raises UnknownJourneyError."""
        with self._database.reading() as connection:
            return _version(connection, journey, number)

    def versions(self, journey: str) -> list[tuple[int, float]]:
        """Return number and epoch second of each, ascending. Raises UnknownJourneyError."""
        asked = select(versions.c.number, versions.c.saved_at)
        with self._database.reading() as connection:
            found = connection.execute(
                asked.where(versions.c.journey == _known(journey)).order_by(versions.c.number)
            ).all()
        if not found:
            raise _unknown()
        return [(row.number, row.saved_at) for row in found]

    def latest_number(self, journey: str) -> int:
        """Return the number of the last version, from the index. Raises UnknownJourneyError."""
        with self._database.reading() as connection:
            return _latest_number(connection, journey)

    def may_edit(self, journey: str, secret: str) -> bool:
        """Return whether there is such a journey and this is its secret."""
        try:
            with self._database.reading() as connection:
                _authorize(connection, journey, secret)
        except (UnknownJourneyError, WrongSecretError):
            return False
        return True

    def delete(self, journey: str, secret: str) -> None:
        """
        Delete a journey with all its versions; what they said is overwritten in a SQLite file.

        Raises UnknownJourneyError and WrongSecretError.
        """
        with self._writing() as connection:
            _authorize(connection, journey, secret)
            used = connection.execute(
                select(versions.c.text, versions.c.recording).where(versions.c.journey == journey)
            ).all()
            connection.execute(delete(journeys).where(journeys.c.id == journey))
            drop_unused(connection, used)
        self._database.empty_log()

    # Drafts

    def save_draft(self, key: str, payload: Payload, *, address: str) -> None:
        """
        Keep what a browser has not saved, in place of what it had; `key` is 128 random bits.

        Raises LimitError when whoever is at this network address began too many today.
        """
        with self._writing() as connection:
            before = _drop_draft(connection, key)
            if not before:
                self._count(connection, address, "drafts_per_day", "draft", "begun")
            values = put(connection, payload)
            connection.execute(
                insert(drafts).values(key_sha256=_sha256(key), kept_at=self._now(), **values)
            )
            drop_unused(connection, before)

    def draft(self, key: str) -> Payload | None:
        """Return what is kept under a key, unless it is older than `draft_days`."""
        asked = payloads(drafts).where(
            drafts.c.key_sha256 == _sha256(key), drafts.c.kept_at >= self._oldest_draft()
        )
        with self._database.reading() as connection:
            found = connection.execute(asked).one_or_none()
        return None if found is None else payload_of(found)

    def delete_draft(self, key: str) -> None:
        """Delete what is kept under a key, as thoroughly as a journey."""
        with self._writing() as connection:
            drop_unused(connection, _drop_draft(connection, key))
        self._database.empty_log()

    # Geocoding

    def answer(self, service: str, question: str) -> str | None:
        """Return what a service answered to a question before."""
        asked = select(answers.c.answer).where(answers.c.asked_sha256 == _asked(service, question))
        with self._database.reading() as connection:
            found = connection.execute(asked).scalar()
        return None if found is None else str(json.loads(found))

    def save_answer(self, service: str, question: str, text: str) -> None:
        """Keep what a service answered, in place of an earlier answer."""
        asked = _asked(service, question)
        with self._writing() as connection:
            connection.execute(delete(answers).where(answers.c.asked_sha256 == asked))
            # As JSON it is ASCII, whatever signs the service sent.
            connection.execute(insert(answers).values(asked_sha256=asked, answer=json.dumps(text)))

    def count_today(self, what: str) -> int:
        """Count one more of it, and return how many that makes today (UTC)."""
        with self._writing() as connection:
            return count(connection, day_of(self._now()), what)

    # Within a transaction

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give the connection that writes, after having removed what is out of date."""
        with self._database.writing() as connection:
            delete_counts_before(connection, day_of(self._now()))
            outdated = delete(drafts).where(drafts.c.kept_at < self._oldest_draft())
            used = connection.execute(outdated.returning(drafts.c.text, drafts.c.recording)).all()
            drop_unused(connection, used)
            yield connection

    def _oldest_draft(self) -> float:
        return self._now() - self._limits.draft_days * _DAY_S

    def _count(
        self, connection: Connection, address: str, limit: str, what: str, done: str
    ) -> None:
        # What is not done after all is not counted: the transaction takes it back.
        day, allowed = day_of(self._now()), int(getattr(self._limits, limit))
        if count(connection, day, f"{what} {pseudonym(connection, day, address)}") > allowed:
            raise LimitError(
                limit,
                allowed,
                f"{allowed} {what}s were {done} from your network address today, "
                "the most in a day.",
                "Save again tomorrow (UTC); until then, export the journey as a file.",
            )

    def _add(self, connection: Connection, journey: str, number: int, payload: Payload) -> None:
        values = put(connection, payload)
        connection.execute(
            insert(versions).values(journey=journey, number=number, saved_at=self._now(), **values)
        )


def _random() -> str:
    """
    Return 128 random bits in 32 hexadecimal digits.

    Base64 would be 22 signs, with - and _ among them: one at the start is an option to a command
    and a formula to a spreadsheet, one at the end is left out of the link by many a messenger.
    """
    return secrets.token_hex(16)


def _sha256(secret: str) -> bytes:
    """Return what is kept of a secret. No slow hash: 128 random bits cannot be tried out."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _asked(service: str, question: str) -> bytes:
    return _sha256(json.dumps([service, question]))


def _unknown() -> UnknownJourneyError:
    return UnknownJourneyError(
        "No journey, or no such version of it, is saved under this address.",
        "Look whether the whole link was copied; the journey may have been deleted since.",
    )


def _known(journey: str) -> str:
    """Return an id that can be one; others, which may be anything, do not reach a database."""
    if not _ID.fullmatch(journey):
        raise _unknown()
    return journey


def _authorize(connection: Connection, journey: str, secret: str) -> None:
    asked = select(journeys.c.secret_sha256).where(journeys.c.id == _known(journey))
    kept = connection.execute(asked).scalar()
    if kept is None:
        raise _unknown()
    if not hmac.compare_digest(kept, _sha256(secret)):
        raise WrongSecretError


def _latest_number(connection: Connection, journey: str) -> int:
    asked = select(func.max(versions.c.number)).where(versions.c.journey == _known(journey))
    number: int | None = connection.execute(asked).scalar()
    if number is None:
        raise _unknown()
    return number


def _drop_draft(connection: Connection, key: str) -> list[References]:
    gone = delete(drafts).where(drafts.c.key_sha256 == _sha256(key))
    return list(connection.execute(gone.returning(drafts.c.text, drafts.c.recording)))


def _version(connection: Connection, journey: str, number: int | None = None) -> Version:
    """Return a version, the latest one when no number is told. Raises UnknownJourneyError."""
    asked = payloads(versions).add_columns(versions.c.number, versions.c.saved_at)
    asked = asked.where(versions.c.journey == _known(journey))
    if number is not None:
        # Past these, a number does not fit the column.
        asked = asked.where(versions.c.number == max(0, min(number, 2**31 - 1)))
    found = connection.execute(asked.order_by(versions.c.number.desc()).limit(1)).first()
    if found is None:
        raise _unknown()
    return Version(journey, found.number, found.saved_at, payload_of(found))
