"""A journey as its author has it: to be shown, kept, sent, and read back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from operator import itemgetter
from typing import Any

import pandas as pd
from pydantic import ValidationError

from journeymap.claims.csv_table import Table
from journeymap.claims.gazetteer import Place
from journeymap.claims.table import COLUMNS, DEFAULT_JOURNEY, EventTable, check_claims
from journeymap.errors import DraftError
from journeymap.journeys.config import MAX_SPEED_KMH, JourneyConfig
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.lines.recording import Recording
from journeymap.lines.simplified_recording import MAX_VERTICES
from journeymap.times import known_zones

FORMAT = "journeymap-draft/1"
# What reading any other text than `to_json` wrote can run into.
_UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
UNTITLED = "A journey"
# What a table is called in the problems told of it.
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

    def to_json(self) -> str:
        """Return the draft without its recording, in ASCII, the same text for the same draft."""
        return json.dumps(
            {
                "format": FORMAT,
                "journey": self.journey,
                "config": _written(self.config),
                "others": {name: _written(config) for name, config in self.others.items()},
                "places": [asdict(place) for place in self.places],
                "columns": list(COLUMNS),
                "rows": [
                    [int(row), *cells]
                    for row, cells in zip(
                        self.rows.index, self.rows[list(COLUMNS)].to_numpy().tolist(), strict=True
                    )
                ],
            },
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str, recording: Recording | None = None) -> Draft:
        """Return the draft that `to_json` wrote. Raises DraftError for any other text."""
        try:
            told = json.loads(text)
            if told["format"] != FORMAT:
                raise DraftError(f"This is no {FORMAT}.", "Take the file as it was saved.")
            return cls(
                _rows(told["columns"], told["rows"]),
                tuple(_place(each) for each in told["places"]),
                _config(told["config"]),
                recording,
                _text(told["journey"]),
                {_text(name): _config(each) for name, each in told["others"].items()},
            )
        except _UNREADABLE as error:
            told_as = "a value in it is wrong" if isinstance(error, ValidationError) else str(error)
            raise DraftError(
                f"The journey in this file cannot be read: {told_as}.",
                "Take the file as it was saved.",
            ) from None


class DraftLibrary(Library):
    """A library of one journey, made from its draft."""

    def __init__(
        self, draft: Draft, name: str, base: Library, vertices: int = MAX_VERTICES
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
        told = rows["journey"].str.strip().replace("", DEFAULT_JOURNEY)
        config = draft.config
        its = [draft.journey] if draft.journey else [*told[told != config.landmarks].unique()]
        configs = {
            **draft.others,
            name: config.model_copy(update={"includes": (*its, *config.includes)}),
        }
        zones = dict.fromkeys(its, config.zone)
        table = check_claims(
            Table(_TABLE, tuple(header), rows, ()),
            base.table.gazetteer.with_places(draft.places),
            zones | {each: other.zone for each, other in configs.items()},
        )
        configs[name] = _entitled(configs[name], table)
        super().__init__(table, configs, base.railway, recording=draft.recording, vertices=vertices)

    @property
    def ids(self) -> list[str]:
        """The one journey's id."""
        return [self._name]


def _entitled(config: JourneyConfig, table: EventTable) -> JourneyConfig:
    """Return the configuration with a title: without one of its author's, from where to where."""
    if config.title:
        return config
    timed = [
        (claim.window.middle, table.gazetteer[claim.place].name)
        for claim in table.claims
        if claim.journey in config.includes and claim.place and claim.window.middle is not None
    ]
    if not timed:
        return config.model_copy(update={"title": UNTITLED})
    first, last = (choose(timed, key=itemgetter(0))[1] for choose in (min, max))
    title = f"{first} to {last}" if first != last else first
    return config.model_copy(update={"title": title})


def _spoken_of(journey: Journey, rows: pd.DataFrame) -> Iterator[Place]:
    """Places that the table or the configuration names; what a row positions is in the row."""
    config = journey.config
    keys = [
        *(place.key for text in rows["place"].unique() if (place := journey.gazetteer.find(text))),
        *(key for route in config.route for key in route.via),
        *(key for aside in config.aside for key in (aside.place, aside.from_)),
        *(unknown.place for unknown in config.unknown if unknown.place),
    ]
    for key in dict.fromkeys(keys):
        if key in journey.gazetteer:
            yield journey.gazetteer[key]


def _written(config: JourneyConfig) -> dict[str, Any]:
    return config.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _config(told: object) -> JourneyConfig:
    config = JourneyConfig.model_validate(told)
    if not 1 <= config.max_speed_kmh <= MAX_SPEED_KMH:
        raise ValueError(f"the greatest speed is not from 1 to {MAX_SPEED_KMH:,} km/h")
    return config


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value


def _rows(columns: Sequence[str], told: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Return the frame of `rows`, each a spreadsheet row's number and its cells."""
    if any(type(row) is not int for row, *_ in told):
        raise TypeError("a row has no number")
    cells = [[_text(cell) for cell in cells] for _, *cells in told]
    if any(len(row) != len(columns) for row in cells):
        raise ValueError("a cell is missing, or one too many is there")
    index = pd.Index([row for row, *_ in told], name="row", dtype="int64")
    frame = pd.DataFrame(cells, index, columns=list(columns), dtype="str")
    if not index.is_unique or not frame.columns.is_unique:
        raise ValueError("a row or a column is there twice")
    return frame.reindex(columns=list(COLUMNS), fill_value="")


def _place(told: Mapping[str, Any]) -> Place:
    numbers = {"lat", "lon", "accuracy_m"}
    values: dict[str, Any] = {
        each.name: float(told[each.name]) if each.name in numbers else _text(told[each.name])
        for each in fields(Place)
    }
    place = Place(**values)
    if not (abs(place.lat) <= 90 and abs(place.lon) <= 180 and 0 <= place.accuracy_m <= 2e7):
        raise ValueError("a place is not on the earth")
    if place.zone not in known_zones():
        raise ValueError("a place is in no time zone")
    return place
