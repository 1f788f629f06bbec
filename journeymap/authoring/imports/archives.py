"""Archives from whoever packed them: capped in members, growth and size, before they are used."""

from __future__ import annotations

import io
import logging
import lzma
import zipfile
import zlib

from journeymap.authoring.imports.imported import too_many
from journeymap.errors import TableError
from journeymap.settings import Settings

_LOG = logging.getLogger(__name__)
_MEGABYTE = 1_000_000
_CHUNK = 1 << 16
# What is smaller may grow as it likes: a sheet of blanks packs well.
_SMALL = 1 << 20
_AGAIN = "Save or send it anew."
# Whatever an archive that is not what it says makes zipfile stumble over.
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    IndexError,
    OverflowError,
)


def opened(name: str, body: bytes, limits: Settings) -> zipfile.ZipFile:
    """Return an archive whose members are not too many. Raises TableError."""
    # Counted before anything is made of them.
    members = body.count(b"PK\x01\x02")
    if members > limits.archive_members:
        raise too_many(name, "files in it", members, limits.archive_members, _AGAIN)
    try:
        return zipfile.ZipFile(io.BytesIO(body))
    except _DAMAGES as error:
        raise _damaged(name, error) from None


def _damaged(name: str, error: Exception) -> TableError:
    # Wider than zipfile documents, so it may be a bug of ours: the log has the cause.
    _LOG.warning("An archive cannot be read.", exc_info=error)
    return TableError(f"{name} is a damaged archive: {str(error)[:200]}.", _AGAIN)


def unpacked(
    name: str,
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    limits: Settings,
    max_bytes: int = 0,
) -> bytes:
    """
    Return a member's bytes, counted as they come, whatever the archive says of them.

    `max_bytes` is how many they may be, if fewer than the limits allow. Raises TableError.
    """
    max_bytes = min(max_bytes or limits.archive_mb * _MEGABYTE, limits.archive_mb * _MEGABYTE)
    grown = max(limits.archive_ratio * max(member.compress_size, 1), _SMALL)
    parts, size = [], 0
    try:
        with archive.open(member) as file:
            while part := file.read(_CHUNK):
                size += len(part)
                if size > grown:
                    raise TableError(
                        f"A file in {name} unpacks to more than {limits.archive_ratio:,} times "
                        "its size, as no such file does.",
                        _AGAIN,
                    )
                if size > max_bytes:
                    raise TableError(
                        f"{name} unpacks to more than {max_bytes // _MEGABYTE:,} MB.",
                        "Send a part of it, or CSV.",
                    )
                parts.append(part)
    except _DAMAGES as error:
        raise _damaged(name, error) from None
    return b"".join(parts)
