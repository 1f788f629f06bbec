"""The tables, as the last migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    Dialect,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

# Constraints have names, so that a later migration can change them in both databases.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

PAGE_BYTES = 4096
_SHIELD = b" " * PAGE_BYTES


class Body(TypeDecorator[bytes]):
    """
    Bytes that disappear from a SQLite file when their row is deleted.

    `secure_delete` overwrites what is deleted, but not the copies that remain in the free space
    of a page when rows are moved to another one. Only the beginning of a row is ever moved, a page
    at most; the rest is in pages of its own. So a blank page is put first, which leaves JSON
    valid. (https://www.sqlite.org/fileformat2.html, section 1.6)
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Put the blank page before the bytes."""
        return _SHIELD + value if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Remove the blank page."""
        return value[len(_SHIELD) :] if value is not None and dialect.name == "sqlite" else value


def _body_of(name: str, *, nullable: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary(32), ForeignKey("bodies.sha256"), nullable=nullable, index=True)


journeys = Table(
    "journeys",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("secret_sha256", LargeBinary(32), nullable=False),
)

# Texts and recordings, each stored once for all versions and drafts that have it.
bodies = Table(
    "bodies",
    metadata,
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("body", Body, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("journey", ForeignKey("journeys.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("saved_at", Double, nullable=False),
    _body_of("text"),
    _body_of("recording", nullable=True),
)

drafts = Table(
    "drafts",
    metadata,
    Column("key_sha256", LargeBinary(32), primary_key=True),
    Column("kept_at", Double, nullable=False, index=True),
    _body_of("text"),
    _body_of("recording", nullable=True),
)

answers = Table(
    "answers",
    metadata,
    Column("asked_sha256", LargeBinary(32), primary_key=True),
    Column("answer", Text, nullable=False),
)

# How often something was done on a day, counted in UTC.
counts = Table(
    "counts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("what", String(100), primary_key=True),
    Column("amount", Integer, nullable=False),
)

# The key of the pseudonyms of a day.
day_keys = Table(
    "day_keys",
    metadata,
    Column("day", Date, primary_key=True),
    Column("key", LargeBinary(32), nullable=False),
)
