"""Files as journeys: read, corrected where that was asked for, and their places looked up."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from journeymap.authoring.checks import PLACE_ZONES, corrected, unknown_places, with_places
from journeymap.authoring.geocoding import CITIES
from journeymap.authoring.geocoding.candidates import Candidate
from journeymap.authoring.geocoding.lookup import Found, Lookup
from journeymap.authoring.imports import Imported, check_size, read_upload
from journeymap.authoring.imports.imported import Progress
from journeymap.claims.cities import cities_in
from journeymap.claims.gazetteer import Gazetteer
from journeymap.errors import JourneyMapError, TableError
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.journeys.library import Library
from journeymap.phrases import commands as words
from journeymap.settings import Settings
from journeymap.times import known_zones

STANDARD_INPUT = "-"


class SeveralTravellersError(JourneyMapError):
    """A file has several travellers, and none was chosen."""


@dataclass(frozen=True)
class Wishes:
    """What was asked for: which travellers, which corrections, and what the journey is called."""

    traveller: str = ""
    every: bool = False
    correct: bool = False
    largest_town: bool = False
    title: str = ""
    zone: str = ""


@dataclass(frozen=True, eq=False)
class FileJourney:
    """
    A journey of a file.

    `id` is short and plain. `label` is the name of the file, with the traveller where it has
    several. `corrections` is how many were made, `towns` are the places that were looked up.
    """

    id: str
    label: str
    imported: Imported
    draft: Draft
    base: Library
    limits: Settings
    corrections: int = 0
    towns: tuple[Candidate, ...] = field(default=())

    @cached_property
    def library(self) -> DraftLibrary:
        """The draft checked, as the pages have it. Raises TableError or ConfigError."""
        return DraftLibrary(self.draft, self.id, self.base, self.limits.vertices)

    def named(self, name: str) -> FileJourney:
        """Return it under another id."""
        return replace(self, id=name) if name != self.id else self

    def found(self) -> list[Found]:
        """Return what the names mean whose position is not known."""
        unknown = unknown_places(self.draft, self.library.table.gazetteer)
        return looked_up(unknown, self.library.table.gazetteer)


def looked_up(names: Sequence[str], gazetteer: Gazetteer) -> list[Found]:
    """Return what names may mean: our own places, then towns. Nobody else is asked."""
    # The towns take a second to read.
    return list(Lookup(gazetteer, cities_in(CITIES)).look_up_all(names)) if names else []


def read_journeys(
    path: Path, wishes: Wishes, base: Library, limits: Settings, progress: Progress | None = None
) -> Iterator[FileJourney]:
    """
    Read the journeys of a file: one, or one for each traveller that was asked for.

    Raises TableError when it cannot be read, and SeveralTravellersError.
    """
    if wishes.zone and wishes.zone not in {PLACE_ZONES, *known_zones()}:
        raise TableError(words.BAD_ZONE.format(zone=wishes.zone), words.BAD_ZONE_HINT)
    name, body = _content(path, limits)
    stem = "" if str(path) == STANDARD_INPUT else path.stem
    imported = read_upload(name, body, limits, progress)
    if not imported.travellers:
        if wishes.traveller:
            raise _no_traveller(name, wishes.traveller, [words.ONE_TRAVELLER])
        journey = FileJourney(plain_id(stem), name, imported, imported.draft, base, limits)
        yield _prepared(journey, wishes)
        return
    names = [each.name for each in imported.travellers]
    if wishes.traveller and wishes.traveller not in names:
        raise _no_traveller(name, wishes.traveller, names)
    if not wishes.traveller and not wishes.every:
        raise SeveralTravellersError(
            words.SEVERAL.format(name=name, count=len(names), names=words.names_in_words(names)),
            words.SEVERAL_HINT,
        )
    taken: set[str] = set()
    for each in imported.travellers:
        if wishes.traveller in {"", each.name}:
            own = unused(plain_id(f"{stem}-{each.name}"), taken)
            read = each.read()
            journey = FileJourney(own, f"{name}, {each.name}", read, read.draft, base, limits)
            yield _prepared(journey, wishes)


def plain_id(text: str) -> str:
    """Return a text as an id of a journey, which is a file's name and part of an address too."""
    return re.sub(r"[\W-]+", "-", text).strip("-")[:80] or "journey"


def unused(name: str, taken: set[str]) -> str:
    """Return an id that no other has, and note it."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    taken.add(free)
    return free


def _content(path: Path, limits: Settings) -> tuple[str, bytes]:
    if str(path) == STANDARD_INPUT:
        return "standard input", sys.stdin.buffer.read()
    try:
        # Before it is in memory.
        check_size(path.name, path.stat().st_size, limits)
        return path.name, path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise TableError(
            words.NO_FILE.format(name=path, reason=reason), words.NO_FILE_HINT
        ) from None


def _no_traveller(name: str, traveller: str, names: Sequence[str]) -> TableError:
    return TableError(
        words.NO_TRAVELLER.format(name=name, traveller=traveller),
        words.NO_TRAVELLER_HINT.format(names=words.names_in_words(names)),
    )


def _prepared(journey: FileJourney, wishes: Wishes) -> FileJourney:
    """Return a journey with what was asked for done to it."""
    draft, base = journey.draft, journey.base
    given = {"title": wishes.title, "zone": wishes.zone if wishes.zone != PLACE_ZONES else ""}
    config = draft.config.model_copy(update={key: value for key, value in given.items() if value})
    draft = replace(draft, config=config)

    def gazetteer_of(each: Draft) -> Gazetteer:
        return DraftLibrary(each, journey.id, base, journey.limits.vertices).table.gazetteer

    towns: dict[str, Candidate] = {}
    if wishes.correct or wishes.largest_town:
        known = gazetteer_of(draft)
        for found in looked_up(unknown_places(draft, known), known):
            if len(found.candidates) == 1 or (found.candidates and wishes.largest_town):
                towns[found.text] = found.candidates[0]
        draft = with_places(draft, towns)
    count = 0
    if wishes.correct:
        draft, count = corrected(draft, gazetteer_of, zone=wishes.zone)
    return replace(journey, draft=draft, corrections=count, towns=tuple(towns.values()))
