"""Errors and problems, worded for the person who can correct them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """
    One error in a table that can be read otherwise.

    `row` counts as a spreadsheet does: the header is row 1. It is None when the whole table is
    meant. `value` is the cell as written. `code` says what is wrong, `details` what its sentences
    name besides: `journeymap.phrases.problems` has them.
    """

    table: str
    row: int | None
    column: str
    value: str
    code: str
    details: Mapping[str, object] = field(default_factory=dict)


class JourneyMapError(Exception):
    """
    An error for a person to read; `hint` says what to do about it.

    `problems` are those that were found before.
    """

    def __init__(self, why: str, hint: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(why)
        self.hint = hint
        self.problems = tuple(problems)


class TableError(JourneyMapError):
    """A table cannot be read at all."""


class ConfigError(JourneyMapError):
    """A key of journeys.toml is missing or wrong."""


class UnknownJourneyError(JourneyMapError):
    """No journey has this id."""


class NoRailwayError(JourneyMapError):
    """A place is not on the railway network, or no track joins two places."""


class DraftError(JourneyMapError):
    """The draft of a journey is invalid."""
