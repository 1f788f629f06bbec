"""
JSON a value at a time: a file of 150 MB is never in memory as Python objects at once.

The parser is that of the standard library, told to read one element after another out of a window
of text. Its depth is bounded, and its cost grows with the input alone; that of parsers which note
the path of each value grows with the square of how deeply a file is nested.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from journeymap.authoring.imports.imported import Progress

# Characters of text that are held at a time, and that one element may have at most.
_WINDOW = 1 << 18
_LONGEST = 1 << 24
# Values of a file, at most: more than there are positions in the longest recording.
_MOST = 2_500_000
# Bytes of the first of many lines, at most.
_LONG_LINE = 1 << 22
_BLANK = re.compile(r"[\s,]*")
_BLANK_OR_COLON = re.compile(r"[\s:]*")
_DECODER = json.JSONDecoder()
# Where the object of a line begins: recorders write a time and a topic before it.
_LINE_OBJECT = re.compile(rb"\d{4}-\d\d-\d\d[^{]{0,200}")


class DamagedError(Exception):
    """The JSON breaks off, or is none, at the character `at`."""

    def __init__(self, why: str, at: int) -> None:
        super().__init__(why)
        self.at = at


@dataclass
class _Window:
    """The part of a text that is read now."""

    body: memoryview
    text: str = ""
    at: int = 0
    taken: int = 0
    dropped: int = 0
    decoder: codecs.IncrementalDecoder = field(
        default_factory=codecs.getincrementaldecoder("utf-8")
    )

    def more(self) -> bool:
        """Add what follows, at least as much as there is; False at the end of the file."""
        rest = len(self.text) - self.at
        size = max(_WINDOW, rest)
        if self.taken >= len(self.body) or rest + size > _LONGEST:
            return False
        part = self.body[self.taken : self.taken + size]
        self.taken += len(part)
        try:
            added = self.decoder.decode(part, self.taken >= len(self.body))
        except UnicodeDecodeError:
            raise DamagedError("it is not UTF-8 text", self.dropped + len(self.text)) from None
        self.dropped += self.at
        self.text = self.text[self.at :] + added
        self.at = 0
        return True

    def next(self, blank: re.Pattern[str] = _BLANK) -> str:
        """Return the next character that is not blank, and stay at it; empty at the end."""
        while True:
            found = blank.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def value(self) -> Any:
        """Return the value that begins here. Raises DamagedError."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except RecursionError:
                raise DamagedError("it is nested too deeply", self.dropped + self.at) from None
            except ValueError as error:
                if self.more():
                    continue
                why = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
                raise DamagedError(why[:100], self.dropped + self.at) from None
            # A number may go on in what follows.
            if end < len(self.text) or not self.more():
                self.at = end
                return value


def entries(body: bytes, progress: Progress | None = None) -> Iterator[tuple[str, Any]]:
    """
    Yield the values of a JSON text in their order, each with its key at the top.

    The elements of an array at the top have the key "". Those of an array that is a value of the
    object at the top come one by one, each with its key; so do lines with an object each, as
    in NDJSON and logs, of which those that cannot be read are left out.

    Raises DamagedError where the text breaks off, after what stands before it.
    """
    if is_lines(body):
        yield from _lines(body, progress)
        return
    view = memoryview(body)
    window = _Window(view[3:] if body.startswith(codecs.BOM_UTF8) else view)
    for count, entry in enumerate(_parts(window)):
        if count >= _MOST:
            raise DamagedError(f"it has more than {_MOST:,} values", window.dropped + window.at)
        if progress and count % 4096 == 0:
            progress(min(window.taken / max(len(body), 1), 1.0))
        yield entry


def _parts(window: _Window) -> Iterator[tuple[str, Any]]:
    match window.next():
        case "[":
            yield from _elements(window, "")
        case "{":
            window.at += 1
            while window.next() == '"':
                key = window.value()
                first = window.next(_BLANK_OR_COLON)
                if first == "[":
                    yield from _elements(window, key)
                else:
                    yield key, window.value()
            if window.next() != "}":
                raise DamagedError("it breaks off", window.dropped + window.at)
        case _:
            raise DamagedError("it is not JSON", window.dropped + window.at)


def _elements(window: _Window, key: str) -> Iterator[tuple[str, Any]]:
    window.at += 1
    while window.next() not in ("]", ""):
        yield key, window.value()
    if not window.next():
        raise DamagedError("it breaks off", window.dropped + window.at)
    window.at += 1


def is_lines(body: bytes) -> bool:
    """Whether a text has one JSON object in each line, such as NDJSON, and two lines or more."""
    lines = _objects(body)
    first, second = next(lines, b""), next(lines, b"")
    # Parsing a long one to see would take as long as reading the file.
    return second.startswith(b"{") and len(first) < _LONG_LINE and isinstance(_object(first), dict)


def _objects(body: bytes) -> Iterator[bytes]:
    """Yield the objects of lines, as they are written."""
    start = 3 if body.startswith(codecs.BOM_UTF8) else 0
    while start < len(body):
        end = body.find(b"\n", start)
        end = len(body) if end < 0 else end
        line = body[start : min(end, start + _LONGEST)].strip(b" \t\r\x1e,")
        start = end + 1
        if line:
            found = _LINE_OBJECT.match(line)
            yield line[found.end() :] if found else line


def _object(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _lines(body: bytes, progress: Progress | None) -> Iterator[tuple[str, Any]]:
    taken = 0
    for count, line in enumerate(_objects(body)):
        taken += len(line)
        if progress and count % 4096 == 0:
            progress(min(taken / max(len(body), 1), 1.0))
        value = _object(line)
        if isinstance(value, dict):
            yield "", value
