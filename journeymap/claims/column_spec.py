"""What there is to say of one column of the event table, and how a cell becomes a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from journeymap.claims.csv_table import Rule

VIA_SEPARATOR = " > "


class Form(Enum):
    """What the cells of a column are written as."""

    TEXT = "text"
    CHOICE = "choice"
    DEGREES = "degrees"
    NUMBER = "number"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column.

    Attributes
    ----------
    label, help
        Its name and what to write in it, where a person fills in a table and in the README.
    value
        Makes the value of the claim's field of this name from a cell; None: `table` makes it from
        several columns, or from what it parsed.
    default
        Stands for an empty cell.
    choices
        The words that a cell may be.
    aliases
        What files of other programs call it, in nine languages, parted by commas and semicolons.
    position
        Where it stands in tables to fill in. Those below 50 are shown at once, the others only
        with all columns.
    width
        Of the column in a workbook, characters.
    template
        Whether the example tables have it.
    searched
        Whether a search in the list of claims looks into it.
    document
        Whether the document's claims have it as it is, under its name.
    optional
        Whether claims without a value have no such key in the document and in GeoJSON.
    geojson
        Whether the claims in GeoJSON have it, under its name.
    shown
        The sentence by which a claim's card shows it, with its {value}; empty: the card has words
        of its own for it, or none.
    described
        Whether that sentence is in the descriptions of GPX and KML too.
    editors_only
        Whether it is an editor's later word: the reading "as it was known" is without it.
    gpx, kml
        Elements of files of other programs that are read as it; in KML each with its parent.
    """

    name: str
    label: str
    help: str
    form: Form = Form.TEXT
    value: Callable[[str], Any] | None = None
    rules: tuple[Rule, ...] = ()
    default: str = ""
    choices: tuple[str, ...] = ()
    aliases: str = ""
    position: int = 59
    width: int = 24
    template: bool = False
    searched: bool = False
    document: bool = False
    optional: bool = False
    geojson: bool = False
    shown: str = ""
    described: bool = False
    editors_only: bool = False
    gpx: tuple[str, ...] = ()
    kml: tuple[tuple[str, str], ...] = ()

    def text(self, claim: object) -> str:
        """Return what a claim has in this column, as a cell has it."""
        value = getattr(claim, self.name)
        if value is None:
            return ""
        if isinstance(value, float):
            return f"{value:.15g}"
        return VIA_SEPARATOR.join(value) if isinstance(value, tuple) else str(value)


def or_none(cell: str) -> str | None:
    """Return the cell; None for an empty one."""
    return cell or None


def number_or_none(cell: str) -> float | None:
    """Return the number in a cell that the rules let through; None for an empty one."""
    return float(cell) if cell else None


def names_quoted(cell: str) -> tuple[str, ...]:
    """Return the names of a chain of attribution, outermost first."""
    if not cell:
        return ()
    return tuple(name.strip() for name in cell.split(VIA_SEPARATOR) if name.strip())
