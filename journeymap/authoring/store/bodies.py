"""Texts and recordings of payloads, each stored once for all versions and drafts that have it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, delete, exists, insert, or_, select

from journeymap.authoring.store.tables import bodies, drafts, versions
from journeymap.journeys.draft_codec import Payload

# SHA-256 of a text and of a recording, by which versions and drafts refer to them.
References = Row[bytes, bytes | None]


def put(connection: Connection, payload: Payload) -> dict[str, bytes | None]:
    """Store the bodies of a payload, and return the columns that refer to them."""
    recording = payload.recording
    return {
        "text": _put_body(connection, payload.text.encode("ascii")),
        "recording": None if recording is None else _put_body(connection, recording),
    }


def payloads(table: Table) -> Select[bytes, bytes | None]:
    """Return a query for the payloads of versions or drafts."""
    texts, recordings = bodies.alias(), bodies.alias()
    return (
        select(texts.c.body.label("text"), recordings.c.body.label("recording"))
        .join_from(table, texts, table.c.text == texts.c.sha256)
        .outerjoin(recordings, table.c.recording == recordings.c.sha256)
    )


def payload_of(row: Row[*tuple[Any, ...]]) -> Payload:
    """Return the payload in a row that such a query found."""
    return Payload(row.text.decode("ascii"), row.recording)


def delete_unused(connection: Connection, rows: Iterable[References]) -> None:
    """Delete the bodies of these rows to which nothing refers any more."""
    for sha256 in {sha256 for row in rows for sha256 in row if sha256 is not None}:
        used = (
            exists().where(or_(table.c.text == sha256, table.c.recording == sha256))
            for table in (versions, drafts)
        )
        connection.execute(delete(bodies).where(bodies.c.sha256 == sha256, ~or_(*used)))


def _put_body(connection: Connection, body: bytes) -> bytes:
    sha256 = hashlib.sha256(body).digest()
    if connection.execute(select(bodies.c.sha256).where(bodies.c.sha256 == sha256)).first() is None:
        connection.execute(insert(bodies).values(sha256=sha256, body=body))
    return sha256
