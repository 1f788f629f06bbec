"""What was made for readers and is kept for the next: bounded in bytes, the last used of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

V = TypeVar("V")


class ByteCache:
    """Values by their keys, together at most so many bytes; for any number of threads."""

    def __init__(self, max_bytes: int) -> None:
        """Begin empty."""
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._entries)

    @property
    def bytes(self) -> int:
        """The bytes of all values."""
        return self._bytes

    def find(self, key: Hashable) -> Any | None:
        """Return a value, which counts as used now; None when there is none."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: object, size: int) -> None:
        """Keep a value of so many bytes in place of another; those not used for longest go."""
        with self._lock:
            self._remove(key)
            if size > self._max_bytes:
                return
            self._entries[key] = value, size
            self._bytes += size
            while self._bytes > self._max_bytes:
                self._remove(next(iter(self._entries)))

    def get(self, key: Hashable, make: Callable[[], V], size: Callable[[V], int]) -> V:
        """Return a value, made if there is none; two who ask at once may both make it."""
        found: V | None = self.find(key)
        if found is None:
            found = make()
            self.put(key, found, size(found))
        return found

    def remove(self, key: Hashable) -> None:
        """Forget a value, if there is one."""
        with self._lock:
            self._remove(key)

    def _remove(self, key: Hashable) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._bytes -= entry[1]
