"""A journey as its author has it, and the library that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from journeymap.claims.cities import CITIES, cities_in
from journeymap.claims.columns import COLUMNS, DEFAULT_JOURNEY
from journeymap.claims.csv_table import Table
from journeymap.claims.gazetteer import Place
from journeymap.claims.table import EventTable, check_claims
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.journeys.order import order_of
from journeymap.lines.recording import Recording
from journeymap.settings import DEFAULTS

UNTITLED = "A journey"
# What the table is called in problems.
_TABLE = "your table"


def no_rows() -> pd.DataFrame:
    """Return an event table without rows, all cells to be text."""
    return pd.DataFrame(columns=list(COLUMNS), dtype="str").rename_axis("row")


@dataclass(frozen=True, eq=False)
class Draft:
    """
    One journey, as a folder of tables would have it.

    `rows` has all COLUMNS as text, as written, bad rows too, indexed by spreadsheet row. `journey`
    names the rows that are it, where they are of several; empty means all. `places` are
    positions beyond the built-in ones, by the text that the rows name them with. `others` are the
    configurations of other journeys among the rows. Where no row has a time_to, the times are
    points.
    """

    rows: pd.DataFrame = field(default_factory=no_rows)
    places: tuple[Place, ...] = ()
    config: JourneyConfig = field(default_factory=JourneyConfig)
    recording: Recording | None = None
    journey: str = ""
    others: Mapping[str, JourneyConfig] = field(default_factory=dict)

    def with_rows(self, rows: pd.DataFrame) -> Draft:
        """Return it with other rows."""
        return replace(self, rows=rows)

    @classmethod
    def of(cls, library: Library, name: str) -> Draft:
        """
        Return a journey of a library as a draft, with the places that it speaks of.

        Raises UnknownJourneyError.
        """
        if isinstance(library, DraftLibrary):
            return library.draft
        journey = library.journey(name)
        config = journey.config
        wanted = {name, *config.includes, *([config.landmarks] if config.landmarks else [])}
        table = library.table
        rows = table.rows[list(COLUMNS)].assign(claim=[claim.id for claim in table.claims])
        return cls(
            rows=rows[rows["journey"].isin(wanted)],
            places=tuple(_spoken_of(journey, rows)),
            config=config,
            journey=name,
            others={each: library.config(each) for each in sorted(wanted - {name})},
        )


class DraftLibrary(Library):
    """A library of one journey, made from its draft."""

    def __init__(
        self, draft: Draft, name: str, base: Library, vertices: int = DEFAULTS.vertices
    ) -> None:
        """
        Check the draft and call its journey `name`; the railway is that of `base`.

        Places are the draft's own, then those of `base`. A recording is drawn from at most so
        many `vertices`.
        """
        self.draft = draft
        self._name = name
        rows = draft.rows[list(COLUMNS)]
        header = [
            column for column in COLUMNS if column != "time_to" or rows[column].str.strip().any()
        ]
        named = rows["journey"].str.strip().replace("", DEFAULT_JOURNEY)
        config = draft.config
        its = [draft.journey] if draft.journey else [*named[named != config.landmarks].unique()]
        configs = {
            **draft.others,
            name: config.model_copy(update={"includes": (*its, *config.includes)}),
        }
        zones = dict.fromkeys(its, config.zone)
        table = check_claims(
            Table(_TABLE, tuple(header), rows, ()),
            base.table.gazetteer.with_places(draft.places),
            zones | {each: other.zone for each, other in configs.items()},
            dict.fromkeys(its, config.dating)
            | {each: other.dating for each, other in configs.items()},
            cities=cities_in(CITIES),
        )
        configs[name] = _entitled(configs[name], table)
        recordings = {} if draft.recording is None else {name: draft.recording}
        super().__init__(table, configs, base.railway, recordings=recordings, vertices=vertices)

    @cached_property
    def ids(self) -> list[str]:
        """The one journey's id."""
        return [self._name]


def _entitled(config: JourneyConfig, table: EventTable) -> JourneyConfig:
    """Return the configuration with a title: without one of its author's, from where to where."""
    if config.title:
        return config
    timed = [
        (claim.window, table.gazetteer[claim.place].name)
        for claim in table.claims
        if claim.journey in config.includes and claim.place and claim.window.known
    ]
    if not timed:
        return config.model_copy(update={"title": UNTITLED})
    order = order_of([window for window, _ in timed])
    first, last = timed[order[0]][1], timed[order[-1]][1]
    title = f"{first} to {last}" if first != last else first
    return config.model_copy(update={"title": title})


def _spoken_of(journey: Journey, rows: pd.DataFrame) -> Iterator[Place]:
    """Places that the table or the configuration names; what a row positions is in the row."""
    config = journey.config
    keys = [
        *(place.key for text in rows["place"].unique() if (place := journey.gazetteer.find(text))),
        *(key for route in config.route for key in route.via),
        *(key for detour in config.detours for key in (detour.place, detour.from_)),
        *(unknown.place for unknown in config.unknown if unknown.place),
    ]
    for key in dict.fromkeys(keys):
        if key in journey.gazetteer:
            yield journey.gazetteer[key]
