"""Python's cycle collector, and when not to run it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """
    Keep the cycle collector from running, as a context or as a decorator.

    While many values are made that all stay, it walks through them again and again and finds
    nothing: that is a third of the time that a journey of 10,000 rows takes. Where threads overlap,
    it runs again as soon as the first of them is done.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
