"""Which kind of file an upload is: by what is in it; its name is only a hint."""

from __future__ import annotations

from journeymap.authoring.imports.columns import understand
from journeymap.authoring.imports.delimited import NoTextError, parted
from journeymap.authoring.imports.imported import Imported, Progress, plain_name
from journeymap.authoring.imports.readers import READERS, SEND, UNREADABLE
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
    name = plain_name(name)
    check_size(name, len(body), limits)
    begin = body[:100].lstrip()
    if not begin and not body.strip():
        raise TableError(f"{name} is empty.", "Give a place and a time in each row.")
    for kind in UNREADABLE:
        if body.startswith(kind.begins):
            raise TableError(f"{name} is {kind.name}, which cannot be read here.", kind.instead)
    upload = Upload(name, body, limits, progress)
    reader = next((each for each in READERS if each.recognises(upload)), None)
    if reader is None:
        raise _unknown(upload)
    try:
        imported = reader.read(upload)
    except NoTextError as error:
        raise TableError(str(error), SEND) from None
    if progress:
        progress(1.0)
    return imported


def check_size(name: str, size: int, limits: Settings) -> None:
    """Raise TableError for a file of more bytes than the limits allow."""
    if size > limits.upload_mb * _MEGABYTE:
        raise TableError(
            f"{name} has {size / _MEGABYTE:,.1f} MB; at most {limits.upload_mb:,} MB are read.",
            "Send a part of it, or record fewer points.",
        )


def _unknown(upload: Upload) -> TableError:
    if upload.is_archive:
        return TableError(
            f"{upload.name} is an archive with neither a spreadsheet (XLSX) nor a KML file in it.",
            "Unpack it and send the file in it.",
        )
    root = upload.root
    what = "a web page" if root.lower() == "html" else f"XML that begins with <{root[:40]}>"
    return TableError(f"{upload.name} is {what}, which cannot be read here.", SEND)
