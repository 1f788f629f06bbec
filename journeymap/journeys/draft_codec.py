"""
The one codec of a draft: as the store and sessions have it, and inside files of other formats.

What GeoJSON, GPX and KML show of a journey is less than its author wrote. Each has room where the
draft goes as JSON in ASCII and its recording in base 64, so that reading gives all of it back.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass
from typing import Annotated, Any, Literal, Self

import pandas as pd
from pydantic import AfterValidator, BaseModel, Field, ValidationError, model_validator

from journeymap.claims.columns import COLUMNS
from journeymap.claims.gazetteer import Place
from journeymap.errors import DraftError
from journeymap.journeys.config import MAX_SPEED_KMH, JourneyConfig
from journeymap.journeys.draft import Draft
from journeymap.lines.recording import Recording
from journeymap.settings import Settings
from journeymap.times import known_zones

FORMAT = "journeymap-draft/1"
# What the two parts are called in every format, and the namespace of their elements in XML.
DRAFT, RECORDING = "draft", "recording"
NAMESPACE = "urn:journeymap:draft:1"

_FURTHEST_M = 2e7  # half the circumference of the earth
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_AGAIN = "Use the file as it was saved."


@dataclass(frozen=True)
class Payload:
    """
    A draft encoded: its JSON, and the recording that its line is drawn from.

    The text is ASCII, other characters being JSON escapes: so it is the same bytes in every
    database, also where it says NUL, which PostgreSQL's text cannot hold. Raises ValueError
    otherwise.
    """

    text: str
    recording: bytes | None = None

    def __post_init__(self) -> None:
        """Check the text."""
        if not self.text.isascii() or "\0" in self.text:
            raise ValueError("The text of a payload is JSON in ASCII, other characters escaped")


def encode(draft: Draft) -> Payload:
    """Return a draft as bytes, the same for the same draft."""
    written = {
        "format": FORMAT,
        "journey": draft.journey,
        "config": _written(draft.config),
        "others": {name: _written(config) for name, config in draft.others.items()},
        "places": [asdict(place) for place in draft.places],
        "columns": list(COLUMNS),
        "rows": [
            [int(row), *cells]
            for row, cells in zip(
                draft.rows.index, draft.rows[list(COLUMNS)].to_numpy().tolist(), strict=True
            )
        ],
    }
    recording = draft.recording
    return Payload(
        json.dumps(written, separators=(",", ":")),
        None if recording is None else recording.to_bytes(),
    )


def decode(payload: Payload, max_points: int | None = None) -> Draft:
    """
    Return the draft that was encoded.

    `max_points` is how many a recording may have, for a payload from outside. A saved one was
    within the limits of its day, and is read though they are lower by now: its author can still
    shorten it. Raises DraftError for anything else, and for more points than that.
    """
    recording = None
    if payload.recording is not None:
        try:
            recording = Recording.from_bytes(payload.recording, max_points)
        except ValueError as error:
            raise DraftError(
                f"The recording of this journey cannot be read: {error}.", _AGAIN
            ) from None
    try:
        written = _Draft.model_validate_json(payload.text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = f"{first['loc'][0]}: " if first["loc"] else ""
        why = first["msg"].removeprefix("Value error, ")[:200]
        raise DraftError(
            f"This journey cannot be read: {where}{why}.",
            _AGAIN,
        ) from None
    return Draft(
        written.frame(),
        written.places,
        written.config,
        recording,
        written.journey,
        written.others,
    )


def to_texts(draft: Draft) -> dict[str, str]:
    """Return what a file of another format holds of a draft: texts in ASCII, by their names."""
    payload = encode(draft)
    texts = {DRAFT: payload.text}
    if payload.recording is not None:
        texts[RECORDING] = b64encode(payload.recording).decode()
    return texts


def from_texts(texts: Mapping[str, str]) -> Payload:
    """Return what `to_texts` made; `texts` has DRAFT. Raises DraftError for anything else."""
    # A program that wrote the file anew may have written escapes out.
    text = _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], texts[DRAFT])
    try:
        if RECORDING not in texts:
            return Payload(text)
        return Payload(text, b64decode("".join(texts[RECORDING].split()), validate=True))
    except ValueError as error:
        raise DraftError(f"The journey in this file is damaged: {error}.", _AGAIN) from None


def _written(config: JourneyConfig) -> dict[str, Any]:
    written = config.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if config.means and "max_speed_kmh" in config.model_fields_set:
        # Without it the speed would be that of the means.
        written["max_speed_kmh"] = config.max_speed_kmh
    return written


def _possible(config: JourneyConfig) -> JourneyConfig:
    if not 1 <= config.max_speed_kmh <= MAX_SPEED_KMH:
        raise ValueError(f"the maximum speed is not from 1 to {MAX_SPEED_KMH:,} km/h")
    return config


def _on_earth(place: Place) -> Place:
    if not (
        abs(place.lat) <= 90 and abs(place.lon) <= 180 and 0 <= place.accuracy_m <= _FURTHEST_M
    ):
        raise ValueError("a place is not on the earth")
    if place.zone not in known_zones():
        raise ValueError("a place is in no time zone")
    return place


_Config = Annotated[JourneyConfig, AfterValidator(_possible)]
_RowNumber = Annotated[int, Field(strict=True, ge=-(2**63), lt=2**63)]


def _are_texts(cells: Iterable[object]) -> bool:
    return all(isinstance(cell, str) for cell in cells)


class _Draft(BaseModel):
    """The JSON of a draft; each row is its number in the spreadsheet, then its cells."""

    format: Literal["journeymap-draft/1"]
    journey: str
    config: _Config
    others: dict[str, _Config]
    places: tuple[Annotated[Place, AfterValidator(_on_earth)], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[_RowNumber | str, ...], ...]

    @model_validator(mode="after")
    def _is_a_table(self) -> Self:
        if {len(row) for row in self.rows} - {1 + len(self.columns)}:
            raise ValueError("rows: a cell is missing, or there is one too many")
        if any(isinstance(row[0], str) or not _are_texts(row[1:]) for row in self.rows):
            raise ValueError("rows: a row has no number, or a cell is no text")
        if len(set(self.columns)) < len(self.columns):
            raise ValueError("columns: a column is there twice")
        if len({row[0] for row in self.rows}) < len(self.rows):
            raise ValueError("rows: a row is there twice")
        return self

    def frame(self) -> pd.DataFrame:
        """Return `rows` with all COLUMNS, indexed by their numbers."""
        index = pd.Index([row[0] for row in self.rows], name="row", dtype="int64")
        cells = [row[1:] for row in self.rows]
        frame = pd.DataFrame(cells, index, columns=list(self.columns), dtype="str")
        return frame.reindex(columns=list(COLUMNS), fill_value="")


def check_size(draft: Draft, limits: Settings) -> None:
    """Raise DraftError for a draft from a file with more than its table alone could have."""
    texts = [
        *draft.rows.to_numpy().tolist(),
        *(map(str, astuple(place)) for place in draft.places),
    ]
    longest = max((len(cell) for cells in texts for cell in cells), default=0)
    configs = (draft.config, *draft.others.values())
    for what, count, maximum in (
        ("rows", len(draft.rows), limits.rows),
        ("places", len(draft.places), limits.rows),
        ("characters in a cell", longest, limits.text_length),
        (
            "characters of title, route and notes",
            sum(len(each.model_dump_json()) for each in configs),
            20 * limits.text_length,
        ),
    ):
        if count > maximum:
            raise DraftError(
                f"This journey has {count:,} {what}; the maximum is {maximum:,}.", _AGAIN
            )
