"""
XML as a stream, from whoever wrote it: no document type, no entities, nothing fetched.

What `defusedxml` forbids is forbidden here too; its own parsers build trees, or call back through
SAX, several times slower than expat by itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, NoReturn, Protocol
from xml.parsers import expat

from journeymap.authoring.imports.imported import Progress, notice
from journeymap.errors import Problem, TableError

_CHUNK = 1 << 20
_TAG = re.compile(r"<(?:!--.*?--|[^<>]*)>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li)\b[^<>]*>\s*", re.IGNORECASE)
_HTML = re.compile(r"</?[A-Za-z][^<>]*>")
# What must not stand before a declaration, and often does.
_BEFORE_DECLARATION = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<!--(?:[^-]|-(?!->)){0,3000}-->)+(?=<\?xml\s)"
)
# An ampersand that begins no entity is meant as it stands; in a CDATA section all are.
_AMPERSAND = re.compile(
    rb"<!\[CDATA\[(?:.*?\]\]>|.*)|&(?!(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z_]\w{0,30});)",
    re.DOTALL,
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# In small letters a document type is no XML, but it is what web pages begin with.
_BEFORE_ROOT = re.compile(
    rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?[^>]*>", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")


class Listener(Protocol):
    """Called for each element, by its name without prefix; asks for text by setting `listen`."""

    listen: Callable[[bool], None]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note that an element begins."""

    def end(self, tag: str) -> None:
        """Note that an element ends."""

    def text(self, part: str) -> None:
        """Take a part of the text that is listened for."""


class _Forbidden(Exception):  # noqa: N818 - never leaves this module
    pass


def root_of(body: bytes) -> str:
    """Return the name of a document's first element, without prefix; empty when it has none."""
    head = body[:4000]
    if head.startswith(_UTF_16):
        head = head.decode("utf-16", "replace").encode()
    head = head.replace(b"\xef\xbb\xbf", b"").lstrip()
    if not head.startswith(b"<"):
        return ""
    found = _ROOT.match(_BEFORE_ROOT.sub(b"", head).lstrip())
    return found[1].decode("ascii", "replace") if found else ""


def stream(
    name: str, body: bytes, listener: Listener, progress: Progress | None
) -> tuple[Problem, ...]:
    """
    Call a listener for the elements of a document; return the problem when it breaks off.

    Raises TableError when it has a document type, and what the listener raises.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _forbid
    parser.EntityDeclHandler = _forbid
    parser.UnparsedEntityDeclHandler = _forbid
    parser.ExternalEntityRefHandler = _forbid
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end

    def listen(on: bool) -> None:  # noqa: FBT001 - called for every point
        parser.CharacterDataHandler = listener.text if on else None

    listener.listen = listen
    body = _tidied(body)
    try:
        for at in range(0, len(body), _CHUNK):
            parser.Parse(body[at : at + _CHUNK], False)  # noqa: FBT003
            if progress:
                progress(at / len(body))
        parser.Parse(b"", True)  # noqa: FBT003
    except _Forbidden:
        raise TableError(
            f"{name} has a document type (DOCTYPE), with which a file can do harm.",
            "Export it anew, or take the line that begins with <!DOCTYPE out.",
        ) from None
    except expat.ExpatError as error:
        return (
            notice(
                name,
                "file-damaged",
                {"line": error.lineno, "reason": expat.ErrorString(error.code)},
            ),
        )
    except (LookupError, UnicodeError, ValueError):
        raise TableError(
            f"{name} is in an encoding that is not known.", "Export it as UTF-8."
        ) from None
    return ()


def _tidied(body: bytes) -> bytes:
    """Return a document without what people and programs often get wrong, and is harmless."""
    if body.startswith(_UTF_16):
        return body
    stray = _BEFORE_DECLARATION.match(body)
    if stray:
        body = body[stray.end() :]
    if b"&" not in body:
        return body
    return _AMPERSAND.sub(lambda found: found[0] if found[0] != b"&" else b"&amp;", body)


def local(tag: str) -> str:
    """Return the name of an element without its prefix."""
    return tag.rpartition(":")[2]


def shown(text: str) -> str:
    """Return what a reader sees of a text that may be HTML, as those of KML are."""
    if not _HTML.search(text):
        return text.strip()
    lines = html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _forbid(*_: Any) -> NoReturn:
    raise _Forbidden
