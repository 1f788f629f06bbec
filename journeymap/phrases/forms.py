"""What sentences about tables share: their forms by number, quoted texts, lists and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_MAX_NAMED = 4


class Forms(NamedTuple):
    """A sentence about one thing, about `count` of them, and about `count` of `total` of them."""

    one: str
    other: str = ""
    some: str = ""

    def of(self, count: int, total: int | None = None) -> str:
        """Return the sentence for so many."""
        if total is not None and count < total:
            return self.some
        return self.one if count == 1 else self.other or self.one


def quoted(text: str, length: int = 40) -> str:
    """Return a text of the table as a sentence quotes it: in one line of at most this length."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def number_list(numbers: Iterable[int]) -> str:
    """Return numbers in ascending order: `5`, `5 and 6`, `5, 6, 7, 8 and 9 more`."""
    listed: Sequence[int] = sorted(set(numbers))
    if len(listed) < 2:
        return "".join(map(str, listed))
    if len(listed) > _MAX_NAMED + 1:
        first = ", ".join(map(str, listed[:_MAX_NAMED]))
        return f"{first} and {len(listed) - _MAX_NAMED} more"
    return f"{', '.join(map(str, listed[:-1]))} and {listed[-1]}"


def day_in_words(day: dt.date) -> str:
    """Return a day: `9 December 2023`."""
    return f"{day.day} {day:%B} {day.year}"
