"""The journeys of an event table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from journeymap.claims.gazetteer import read_places
from journeymap.claims.table import Claim, EventTable, read_claims
from journeymap.errors import Problem, UnknownJourneyError
from journeymap.journeys.config import JourneyConfig, read_config
from journeymap.journeys.journey import Journey, build
from journeymap.lines.railway import RailwayNetwork
from journeymap.lines.recording import Recording, read_recording
from journeymap.settings import DEFAULTS

# Journeys worked out that are kept, among them those at other speeds that readers asked for.
_JOURNEYS_KEPT = 32


class Library:
    """Journeys of one event table, each worked out when first asked for."""

    def __init__(  # noqa: PLR0913 - what journeys are made of
        self,
        table: EventTable,
        configs: Mapping[str, JourneyConfig],
        railway: RailwayNetwork | None = None,
        *,
        problems: Sequence[Problem] = (),
        recordings: Mapping[str, Recording] | None = None,
        vertices: int = DEFAULTS.vertices,
    ) -> None:
        """
        Keep what journeys are made of.

        `problems` are those found beside the table's own, `recordings` are by journey.
        """
        self._table = table
        self._configs = dict(configs)
        self.railway = railway
        self._recordings = dict(recordings or {})
        self._vertices = vertices
        self.problems: tuple[Problem, ...] = (*problems, *table.problems)
        self._worked_out = lru_cache(maxsize=_JOURNEYS_KEPT)(self._work_out)

    @classmethod
    def read(cls, directory: Path) -> Library:
        """
        Read the journeys of a data folder.

        A journey with `way = "recorded"` has its recording in `recordings/`. Raises TableError or
        ConfigError when its tables cannot be read at all.
        """
        gazetteer, problems = read_places(directory / "places.csv")
        configs = read_config(directory / "journeys.toml")
        zones = {name: config.zone for name, config in configs.items()}
        dating = {name: config.dating for name, config in configs.items()}
        table = read_claims(directory / "routes.csv", gazetteer, zones, dating)
        legs = directory / "railway" / "legs.csv"
        railway = RailwayNetwork.read(legs.parent) if legs.exists() else None
        recordings = {
            name: read_recording(directory / "recordings" / f"{name}.bin")
            for name, config in configs.items()
            if config.line_kind == "recorded"
        }
        return cls(table, configs, railway, problems=problems, recordings=recordings)

    @property
    def table(self) -> EventTable:
        """The checked event table of all journeys."""
        return self._table

    @cached_property
    def ids(self) -> list[str]:
        """Ids of the journeys, configured ones first and in their order; collections are none."""
        in_table = dict.fromkeys(claim.journey for claim in self._table.claims)
        configured = [
            name
            for name, config in self._configs.items()
            if not in_table.keys().isdisjoint({name, *config.includes})
        ]
        every = [*configured, *self._recordings, *in_table]
        return [name for name in dict.fromkeys(every) if not self._config(name).collection]

    def title(self, name: str) -> str:
        """Return the title of a journey, without working it out."""
        return self._config(name).title or name

    def _config(self, name: str) -> JourneyConfig:
        return self._configs.get(name, JourneyConfig())

    def journey(self, name: str, max_speed_kmh: float | None = None) -> Journey:
        """
        Work a journey out, once, at another maximum speed than its own when one is given.

        Raises UnknownJourneyError, ConfigError or NoRailwayError.
        """
        return self._worked_out(name, max_speed_kmh)

    def _work_out(self, name: str, max_speed_kmh: float | None) -> Journey:
        if name not in self.ids:
            raise UnknownJourneyError(
                f"There is no journey “{name}”.", f"Choose one of: {', '.join(self.ids)}."
            )
        config = self._config(name)
        if max_speed_kmh is not None:
            config = config.model_copy(update={"max_speed_kmh": max_speed_kmh})
        return build(
            name,
            config=config,
            claims=self._claims_of({name, *config.includes}),
            landmarks=self._claims_of({config.landmarks} if config.landmarks else set()),
            landmarks_title=self.title(config.landmarks) if config.landmarks else "",
            gazetteer=self._table.gazetteer,
            railway=self.railway,
            recording=self._recordings.get(name) if config.line_kind == "recorded" else None,
            vertices=self._vertices,
        )

    def _claims_of(self, journeys: set[str]) -> list[Claim]:
        return [claim for claim in self._table.claims if claim.journey in journeys]

    @property
    def collections(self) -> list[str]:
        """Ids of the collections that the table has claims of, in the order of journeys.toml."""
        in_table = {claim.journey for claim in self._table.claims}
        return [
            name for name, config in self._configs.items() if config.collection and name in in_table
        ]

    def config(self, name: str) -> JourneyConfig:
        """Return the configuration of a journey or a collection; the defaults when it has none."""
        return self._config(name)
