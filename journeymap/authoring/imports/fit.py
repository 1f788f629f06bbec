"""
FIT, as sports watches and bicycle computers write it: positions with their times.

A FIT file is a stream of messages, each of a form that the file defines before it (Garmin's FIT
Protocol). Only the positions of the "record" messages are read, and where the clock was stopped.
Messages are skipped by their length, so a file of hours takes a moment.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from journeymap.authoring.imports.imported import Imported, notice
from journeymap.authoring.imports.imported_points import Points, Track, written
from journeymap.authoring.imports.rows import Pieces, of_tracks
from journeymap.authoring.imports.upload import Upload
from journeymap.errors import Problem, TableError

_SIGNATURE = b".FIT"
# Seconds from 1970 to 31 December 1989, from which FIT counts.
_EPOCH = 631_065_600
# Degrees of a semicircle: half a turn in 31 bits.
_SEMICIRCLE = 180 / 2**31
_RECORD, _EVENT = 20, 21
_TIMESTAMP, _LAT, _LON = 253, 0, 1
_TIMER, _START = 0, 0
_NO_POSITION, _NO_TIME = 0x7FFFFFFF, 0xFFFFFFFF


@dataclass(frozen=True)
class _Form:
    """The form of a message: its number, length, and where the fields that are read stand."""

    message: int
    length: int
    fields: dict[int, struct.Struct]
    offsets: dict[int, int]

    def value(self, body: bytes, start: int, field: int) -> int | None:
        if field not in self.fields:
            return None
        value: int = self.fields[field].unpack_from(body, start + self.offsets[field])[0]
        return value


def is_fit(upload: Upload) -> bool:
    """Whether a file begins as FIT does."""
    return upload.body[8:12] == _SIGNATURE and upload.body[:1] in (b"\x0c", b"\x0e")


def read_fit(upload: Upload) -> Imported:
    """Return the journey in a FIT file. Raises TableError when there is none."""
    name, body = upload.name, upload.body
    points = Points(name, upload.limits)
    problems: list[Problem] = []
    at = 0
    # Several files may follow each other in one.
    while body[at + 8 : at + 12] == _SIGNATURE:
        size = int.from_bytes(body[at + 4 : at + 8], "little")
        start = at + max(body[at], 12)
        whole = _read(body, start, min(start + size, len(body)), points)
        if not whole or start + size > len(body):
            problems.append(notice(name, "file-cut"))
            break
        at = start + size + 2
    tracks, found = points.tracks()
    if not tracks:
        raise TableError(
            f"{name} has no two positions, as of training indoors.",
            "Send an activity that was recorded with positions.",
            (*problems, *found),
        )

    def pieces(track: Track | None) -> Pieces:
        return Pieces((), None if track is None else track.recording)

    return of_tracks(name, tracks, pieces, upload.limits, (*problems, *found))


def _read(body: bytes, at: int, end: int, points: Points) -> bool:
    """Read the messages of one file; return whether they were all there."""
    forms: dict[int, _Form] = {}
    clock = 0
    points.begin()
    while at < end:
        head = body[at]
        at += 1
        compressed = head & 0x80
        kind = (head >> 5) & 3 if compressed else head & 15
        if not compressed and head & 0x40:
            form, at = _form(body, at, end, has_developer_fields=bool(head & 0x20))
            if form is None:
                return False
            forms[kind] = form
            continue
        known = forms.get(kind)
        if known is None or at + known.length > end:
            return False
        time = known.value(body, at, _TIMESTAMP)
        if compressed:
            # Five bits of the time; the others are those of the message before.
            clock += ((head & 31) - clock) & 31
        elif time is not None and time != _NO_TIME:
            clock = time
        if known.message == _RECORD:
            _add(points, known, body, at, clock)
        elif known.message == _EVENT and (
            known.value(body, at, 0) == _TIMER and known.value(body, at, 1) == _START
        ):
            points.begin()
        at += known.length
    return True


def _add(points: Points, form: _Form, body: bytes, at: int, clock: int) -> None:
    lat, lon = form.value(body, at, _LAT), form.value(body, at, _LON)
    if lat is None or lon is None or _NO_POSITION in (lat, lon):
        return
    # Without a date the clock counts from when the device was switched on.
    time = written(clock + _EPOCH) if clock >= 0x10000000 else ""
    points.add(lon * _SEMICIRCLE, lat * _SEMICIRCLE, time)


def _form(
    body: bytes, at: int, end: int, *, has_developer_fields: bool
) -> tuple[_Form | None, int]:
    if at + 5 > end:
        return None, end
    order = ">" if body[at + 1] else "<"
    (message,) = struct.unpack_from(f"{order}H", body, at + 2)
    count = body[at + 4]
    at += 5
    fields: dict[int, struct.Struct] = {}
    offsets: dict[int, int] = {}
    length = 0
    if at + 3 * count >= end:
        return None, end
    for _ in range(count):
        number, size = body[at], body[at + 1]
        code = _code(message, number, size)
        if code:
            fields[number], offsets[number] = struct.Struct(order + code), length
        length += size
        at += 3
    if has_developer_fields:
        extra = body[at]
        at += 1
        if at + 3 * extra > end:
            return None, end
        length += sum(body[at + 3 * each + 1] for each in range(extra))
        at += 3 * extra
    return _Form(message, length, fields, offsets), at


def _code(message: int, number: int, size: int) -> str:
    """Return how a field that is read is packed; empty for the others."""
    if number == _TIMESTAMP and size == 4:
        return "I"
    if message == _RECORD and number in (_LAT, _LON) and size == 4:
        return "i"
    return "B" if message == _EVENT and number in (0, 1) and size == 1 else ""
