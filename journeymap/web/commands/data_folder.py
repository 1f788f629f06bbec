"""Journeys of files as a data folder, as the app reads one: tables, configuration, recordings."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from journeymap.claims.columns import COLUMNS, DEFAULT_JOURNEY
from journeymap.claims.csv_table import to_csv
from journeymap.claims.gazetteer import COLUMNS as PLACE_COLUMNS
from journeymap.claims.gazetteer import Place
from journeymap.journeys.config import JourneyConfig
from journeymap.web.commands.files import FileJourney


def write_data_folder(folder: Path, journeys: Sequence[FileJourney], railway: Path) -> None:
    """
    Write journeys into an empty folder, under their ids, with the tables of the `railway`.

    Raises TableError or ConfigError when one of them cannot be read.
    """
    tables = _Tables()
    for journey in journeys:
        tables.add(journey)
    rows = pd.concat(tables.rows) if tables.rows else pd.DataFrame(columns=list(COLUMNS))
    places = pd.DataFrame(
        [{name: str(cell) for name, cell in asdict(each).items()} for each in tables.places],
        columns=list(PLACE_COLUMNS),
        dtype="str",
    )
    (folder / "routes.csv").write_text(to_csv(rows), encoding="utf-8", newline="")
    (folder / "places.csv").write_text(to_csv(places), encoding="utf-8", newline="")
    configs = [f"[{_toml(name)}]\n{_lines(config)}" for name, config in tables.configs.items()]
    (folder / "journeys.toml").write_text("\n".join(configs), encoding="utf-8")
    (folder / "recordings").mkdir()
    for journey in journeys:
        if journey.draft.recording is not None:
            file = folder / "recordings" / f"{journey.id}.bin"
            file.write_bytes(journey.draft.recording.to_bytes())
    if railway.is_dir():
        shutil.copytree(railway, folder / "railway")


class _Tables:
    """The rows, places and configurations of several journeys, none mistaken for another's."""

    def __init__(self) -> None:
        self.rows: list[pd.DataFrame] = []
        self.configs: dict[str, JourneyConfig] = {}
        self._places: dict[str, Place] = {}
        self._claims: set[str] = set()

    @property
    def places(self) -> list[Place]:
        """The places of all, by keys that no two share."""
        return list(self._places.values())

    def add(self, journey: FileJourney) -> None:
        """Add a journey under its id, and its landmarks under an id that is made of it."""
        library, draft = journey.library, journey.draft
        config = library.config(journey.id)
        of = dict.fromkeys(config.includes, journey.id)
        if config.landmarks:
            beside = f"{journey.id}-landmarks"
            of[config.landmarks] = beside
            self.configs[beside] = draft.others.get(config.landmarks, JourneyConfig())
        rows = draft.rows[list(COLUMNS)].apply(lambda cells: cells.str.strip())
        named = rows["journey"].replace("", DEFAULT_JOURNEY)
        rows = rows[named.isin(of)].assign(journey=named[named.isin(of)].map(of))
        if not rows["time_to"].any():
            # Its times are moments; in one table with others an empty end would be an open one.
            rows["time_to"] = rows["time_from"]
        keys = {
            text: self._key(place, journey.id)
            for text in dict.fromkeys([*rows["place"].unique(), *_places_named(config)])
            if text and (place := library.table.gazetteer.find(text)) is not None
        }
        positioned = rows["lat"].ne("")
        rows["place"] = rows["place"].where(positioned, rows["place"].replace(keys))
        rows["claim"] = [self._claim(claim, journey.id) for claim in rows["claim"]]
        self.rows.append(rows)
        update = {"includes": (), "landmarks": of.get(config.landmarks or "")}
        self.configs[journey.id] = _renamed(config, keys).model_copy(update=update)

    def _key(self, place: Place, journey: str) -> str:
        """Return the key of a place: its own, unless another place has it."""
        key = place.key
        if self._places.get(key, place) != place:
            key = f"{place.key} ({journey})"
        self._places[key] = Place(**asdict(place) | {"key": key})
        return key

    def _claim(self, claim: str, journey: str) -> str:
        if claim in self._claims:
            claim = f"{claim} ({journey})"
        if claim:
            self._claims.add(claim)
        return claim


def _places_named(config: JourneyConfig) -> list[str]:
    return [
        *(key for route in config.route for key in route.via),
        *(key for detour in config.detours for key in (detour.place, detour.from_)),
        *(unknown.place for unknown in config.unknown if unknown.place),
    ]


def _renamed(config: JourneyConfig, keys: Mapping[str, str]) -> JourneyConfig:
    """Return a configuration that names places by other keys."""

    def key(text: str) -> str:
        return keys.get(text, text)

    return config.model_copy(
        update={
            "route": tuple(
                each.model_copy(update={"via": tuple(map(key, each.via))}) for each in config.route
            ),
            "detours": tuple(
                each.model_copy(update={"place": key(each.place), "from_": key(each.from_)})
                for each in config.detours
            ),
            "unknown": tuple(
                each.model_copy(update={"place": each.place and key(each.place)})
                for each in config.unknown
            ),
        }
    )


def _lines(config: JourneyConfig) -> str:
    values = config.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return "".join(f"{_toml(name)} = {_toml(value)}\n" for name, value in values.items())


def _toml(value: Any) -> str:
    """Return a value as TOML 1.0 has it, tables inline."""
    if isinstance(value, dict):
        pairs = (
            f"{_toml(name)} = {_toml(each)}" for name, each in value.items() if each is not None
        )
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    # A JSON text is a TOML one, but for DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
