"""What the beginning of a JSON file shows of it, by which its kind is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from journeymap.authoring.imports.json_formats.stream import DamagedError, entries

# Of a file that is looked at: so many values, each of which is an element or a key at the top.
_LOOKED_AT = 3_000
_KEPT = 20


@dataclass(frozen=True)
class Shape:
    """
    The first values of a file by their key at the top, at most 20 each.

    Those of an array at the top, or of lines, are under the key "".
    """

    values: Mapping[str, list[Any]] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        """Whether the object at the top has this key with something in it."""
        return key in self.values

    def objects(self, key: str = "") -> list[dict[str, Any]]:
        """Return the first objects under a key."""
        return [each for each in self.values.get(key, []) if isinstance(each, dict)]

    def has(self, key: str, *names: str) -> bool:
        """Whether an object under a key has all of these names."""
        return any(all(name in each for name in names) for each in self.objects(key))

    def is_(self, key: str, value: object) -> bool:
        """Whether a key has this value."""
        return self.values.get(key) == [value]


def shape_of(body: bytes) -> Shape:
    """Return what the beginning of a file shows; nothing where it is no JSON."""
    values: dict[str, list[Any]] = {}
    try:
        for key, value in islice(entries(body), _LOOKED_AT):
            kept = values.setdefault(key, [])
            if len(kept) < _KEPT:
                kept.append(value)
    except DamagedError:
        pass
    return Shape(values)
