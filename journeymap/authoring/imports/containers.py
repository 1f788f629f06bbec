"""Files that hold other files: gzip, and ZIP archives of tracks, tables or photographs."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace

from journeymap.authoring.imports.archives import unpacked
from journeymap.authoring.imports.imported import Imported, Traveller, notice, plain_name
from journeymap.authoring.imports.imported_points import moments
from journeymap.authoring.imports.photographs import (
    exif_in,
    is_photograph,
    kind_of,
    read_photographs,
)
from journeymap.authoring.imports.upload import ReadInside, Upload
from journeymap.errors import Problem, TableError
from journeymap.journeys.draft import Draft
from journeymap.settings import Settings

_MEGABYTE = 1_000_000
# What is smaller may grow as it likes.
_SMALL = 1 << 20
# What a photograph says of itself stands before the picture.
_PHOTOGRAPH_HEAD = 512 * 1024
_NOT_CONTENT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
# A text in an archive that has none of these columns is no table, but a note.
_NOTE = {"no-column-of-places", "no-column-of-times"}
_UNPACK = "Unpack it and send the file in it."
_NAMED = 5
_GZIP = b"\x1f\x8b"


def read_gzip(upload: Upload) -> Imported:
    """Return the journey in a file packed with gzip. Raises TableError."""
    if upload.read_inside is None:
        raise TableError(f"{upload.name} is packed twice.", _UNPACK)
    name, body, whole = _unpacked_gzip(upload.name, upload.body, upload.limits)
    found = upload.read_inside(name, body, upload.limits)
    if whole:
        return found
    return replace(found, problems=(*found.problems, notice(upload.name, "file-cut")))


def _unpacked_gzip(
    name: str, body: bytes, limits: Settings, max_bytes: int = 0
) -> tuple[str, bytes, bool]:
    """Return the name and bytes of what is packed, and whether it is all there."""
    maximum = limits.archive_mb * _MEGABYTE
    maximum = min(maximum, max_bytes or maximum, max(limits.archive_ratio * len(body), _SMALL))
    unpacking = zlib.decompressobj(wbits=31)
    try:
        inner = unpacking.decompress(body, maximum + 1)
    except zlib.error as error:
        why = f"{name} is a damaged gzip archive: {str(error)[:200]}."
        raise TableError(why, "Save or send it anew.") from None
    if not inner and not unpacking.eof:
        raise TableError(
            f"{name} is a damaged gzip archive: it is cut short.", "Save or send it anew."
        )
    if len(inner) > maximum:
        raise TableError(
            f"{name} unpacks to more than {maximum // _MEGABYTE:,} MB.", "Send a part of it."
        )
    return name[:-3] if name.lower().endswith(".gz") else name, inner, unpacking.eof


def read_zip(upload: Upload) -> Imported:
    """
    Return the journey in an archive, or the travellers of several tracks and tables in it.

    Photographs are one journey together. All that is unpacked counts together. Raises TableError
    when nothing in it can be read.
    """
    limits, archive, read = upload.limits, upload.archive, upload.read_inside
    if read is None:
        raise TableError(f"{upload.name} is an archive in an archive.", _UNPACK)
    files = []
    left = limits.archive_mb * _MEGABYTE
    for member in filter(_is_content, archive.infolist()):
        name, body = plain_name(member.filename), _head(upload.name, archive, member)
        kind = kind_of(body)
        if not kind or (kind == "HEIC" and not exif_in(body)):
            body = unpacked(upload.name, archive, member, limits, max(left, 1))
        if body.startswith(_GZIP):
            name, body, _ = _unpacked_gzip(name, body, limits, max(left, 1))
        left -= len(body)
        # Of a picture only what it says of itself is kept.
        files.append((name, (exif_in(body) or body[:100]) if kind else body))
    # Workbooks in it are archives too, and share what is left.
    inner = sum(body.startswith(b"PK") for _, body in files)
    share = max(left // _MEGABYTE // max(inner, 1), 1)
    shared = limits.model_copy(update={"archive_mb": min(share, limits.archive_mb)})
    return together(upload.name, files, shared, read)


def together(
    name: str, files: Sequence[tuple[str, bytes]], limits: Settings, read: ReadInside
) -> Imported:
    """Return the journey in several files; `name` is what they are together. Raises TableError."""
    photographs = [each for each in files if is_photograph(each[1])]
    if photographs and len(photographs) * 2 >= len(files):
        others = [path for path, body in files if not is_photograph(body)]
        found = read_photographs(name, photographs, limits)
        problems = (*found.problems, *_not_read(name, others))
        return replace(found, problems=problems)
    readable: list[tuple[str, Imported]] = []
    failed: list[tuple[str, TableError]] = []
    notes: list[tuple[str, Imported]] = []
    for path, body in files:
        try:
            found = read(path, body, limits)
        except TableError as error:
            failed.append((path, error))
            continue
        is_note = any(each.row is None and each.code in _NOTE for each in found.problems)
        (notes if is_note else readable).append((path, found))
    if not readable and len(notes) == 1 and len(notes[0][1].draft.rows):
        readable, notes = notes, []
    others = [*(path for path, _ in failed), *(path for path, _ in notes)]
    if not readable:
        raise _nothing(name, failed, len(files))
    problems = _not_read(name, others)
    if len(readable) == 1:
        found = readable[0][1]
        return replace(found, problems=(*found.problems, *problems))
    travellers = [each for path, found in readable for each in _travellers(path, found)]
    return Imported(Draft(), problems=problems, travellers=tuple(travellers))


def _is_content(member: zipfile.ZipInfo) -> bool:
    path = member.filename
    hidden = path.rsplit("/", 1)[-1].startswith(".")
    return not (member.is_dir() or hidden or any(each in path for each in _NOT_CONTENT))


def _head(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as file:
            return file.read(_PHOTOGRAPH_HEAD)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError) as error:
        raise TableError(
            f"{name} is a damaged archive: {str(error)[:200]}.", "Save or send it anew."
        ) from None


def _travellers(path: str, found: Imported) -> list[Traveller]:
    if found.travellers:
        return [
            Traveller(f"{path}: {each.name}", each.count, each.first, each.last, each.read)
            for each in found.travellers
        ]
    recording = found.draft.recording
    if recording is not None:
        t = None if recording.t is None else recording.t[recording.timed]
        first, last = (None, None) if t is None else (float(t[0]), float(t[-1]))
        return [Traveller(path, len(recording), first, last, lambda: found)]
    at = moments(found.draft.rows["time_from"].tolist())
    at = at[at == at]  # noqa: PLR0124 - what is not NaN
    first, last = (float(at.min()), float(at.max())) if at.size else (None, None)
    return [Traveller(path, len(found.draft.rows), first, last, lambda: found)]


def _not_read(name: str, paths: Sequence[str]) -> tuple[Problem, ...]:
    if not paths:
        return ()
    names = ", ".join(paths[:_NAMED]) + (" …" if len(paths) > _NAMED else "")
    return (notice(name, "files-not-read", {"count": len(paths), "names": names}),)


def _nothing(name: str, failed: Sequence[tuple[str, TableError]], count: int) -> TableError:
    if len(failed) == 1 and count == 1:
        return failed[0][1]
    reasons = " ".join(str(error) for _, error in failed[:_NAMED])
    return TableError(f"Nothing in {name} can be read. {reasons}".strip(), _UNPACK)
