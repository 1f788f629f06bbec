"""Which kind of file an upload is: by what is in it; its name is only a hint."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.authoring.imports.columns import understand
from journeymap.authoring.imports.containers import together
from journeymap.authoring.imports.delimited import NoTextError, parted
from journeymap.authoring.imports.imported import Imported, Progress, plain_name
from journeymap.authoring.imports.readers import READERS, SEND
from journeymap.authoring.imports.unreadable import UNREADABLE
from journeymap.authoring.imports.upload import Upload
from journeymap.errors import TableError
from journeymap.settings import Settings

_MEGABYTE = 1_000_000


def read_paste(text: str, limits: Settings) -> Imported:
    """Return the journey in a text, such as cells copied from a spreadsheet. Raises TableError."""
    return understand(parted("The pasted text", text.lstrip("\ufeff"), limits), limits)


def read_upload(
    name: str, body: bytes, limits: Settings, progress: Progress | None = None
) -> Imported:
    """
    Return the journey in a file.

    `progress` is called with the part that is read. Raises TableError, with what to do, when the
    file is of a kind that is not read here, damaged, empty, or greater than the limits allow.
    """
    imported = _read(Upload(plain_name(name), body, limits, progress, _inside))
    if progress:
        progress(1.0)
    return imported


def read_uploads(
    files: Sequence[tuple[str, bytes]], limits: Settings, progress: Progress | None = None
) -> Imported:
    """
    Return the journey in several files sent together, as in an archive of them.

    Raises TableError as `read_upload` does, also when all together are greater than the limits.
    """
    if len(files) == 1:
        return read_upload(*files[0], limits, progress)
    total = sum(len(body) for _, body in files) / _MEGABYTE
    if total > limits.upload_mb or len(files) > limits.archive_members:
        raise TableError(
            f"The files have {total:,.1f} MB together; at most {limits.upload_mb:,} MB, and "
            f"{limits.archive_members:,} files, are read.",
            "Send fewer at once.",
        )
    named = [(plain_name(name), body) for name, body in files]
    return together(f"{len(files)} files", named, limits, _alone)


def _alone(name: str, body: bytes, limits: Settings) -> Imported:
    """Read one of several files, which may be an archive."""
    return _read(Upload(plain_name(name), body, limits, None, _inside))


def _inside(name: str, body: bytes, limits: Settings) -> Imported:
    """Read a file within an archive, which is no archive itself."""
    return _read(Upload(plain_name(name), body, limits))


def _read(upload: Upload) -> Imported:
    name, body, limits = upload.name, upload.body, upload.limits
    check_size(name, len(body), limits)
    if not body[:100].lstrip() and not body.strip():
        raise TableError(f"{name} is empty.", "Give a place and a time in each row.")
    for kind in UNREADABLE:
        if kind.recognises(upload):
            raise TableError(f"{name} is {kind.name}, which cannot be read here.", kind.instead)
    reader = next((each for each in READERS if each.recognises(upload)), None)
    if reader is None:
        raise TableError(
            f"{name} is XML that begins with <{upload.root[:40]}>, which cannot be read here.", SEND
        )
    try:
        return reader.read(upload)
    except NoTextError as error:
        raise TableError(str(error), SEND) from None


def check_size(name: str, size: int, limits: Settings) -> None:
    """Raise TableError for a file of more bytes than the limits allow."""
    if size > limits.upload_mb * _MEGABYTE:
        raise TableError(
            f"{name} has {size / _MEGABYTE:,.1f} MB; at most {limits.upload_mb:,} MB are read.",
            "Send a part of it, or record fewer points.",
        )
