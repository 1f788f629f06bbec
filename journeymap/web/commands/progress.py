"""A bar that shows how far long work is: on a terminal alone, never where output is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from journeymap.authoring.imports.imported import Progress

_WIDTH = 30


@contextmanager
def progress_bar(words: str, stream: TextIO | None = None) -> Iterator[Progress]:
    """Give a function that is told the part done, from 0 to 1; the bar is gone afterwards."""
    stream = sys.stderr if stream is None else stream
    if not stream.isatty():
        yield lambda _: None
        return
    last = -1

    def show(part: float) -> None:
        nonlocal last
        percent = int(100 * min(max(part, 0.0), 1.0))
        if percent > last:
            done = "#" * (percent * _WIDTH // 100)
            stream.write(f"\r{words} [{done:<{_WIDTH}}] {percent:3d} %")
            stream.flush()
            last = percent

    show(0.0)
    try:
        yield show
    finally:
        # The line is emptied (ECMA-48, EL), for what is written next.
        stream.write("\r\x1b[K")
        stream.flush()
