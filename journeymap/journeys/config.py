"""journeys.toml: the title of a journey, its route, and what no report says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from journeymap.claims.means import DEFAULT_MAX_SPEED_KMH, Means, fastest
from journeymap.dates import ABOUT, About, Calendar, Dating
from journeymap.errors import ConfigError
from journeymap.lines.line import LegStatus
from journeymap.times import known_zones, parse_moment

# The maximum that a reader can choose as maximum speed: more than any aeroplane.
MAX_SPEED_KMH = 2000


def _zone(name: str) -> str:
    if name not in known_zones():
        raise ValueError("this is not an IANA time zone, such as Asia/Vladivostok")
    return name


def _moment(cell: str) -> float:
    moment = parse_moment(cell, "UTC")
    if moment is None:
        raise ValueError("this is not a moment with a UTC offset, such as 2023-09-12T12:15+10:00")
    return moment


Zone = Annotated[str, AfterValidator(_zone)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RouteConfig(_Strict):
    """A stretch of the line: the places that it passes, in order, and what is known about it."""

    via: tuple[str, ...] = Field(min_length=2)
    basis: Literal["railway", "great-circle"] = "railway"
    status: LegStatus = LegStatus.REPORTED
    note: str = ""


class UnknownConfig(_Strict):
    """Something that no report says."""

    text: str
    place: str | None = None


class DetourConfig(_Strict):
    """A place visited off the line, and the place on the line from where."""

    place: str
    from_: str = Field(alias="from")
    note: str = ""


class MeetingConfig(_Strict):
    """
    One meeting of a collection: its event, and events elsewhere that were part of it.

    `expected` and `outcome` are ids of claims, of any journey, that expected it and that report
    what came of it.
    """

    event: str
    parts: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()


ANYBODY = "The traveller"


class JourneyConfig(_Strict):
    """
    One table of journeys.toml. Speeds are km/h, `span` two moments with their offsets.

    `includes` names journeys whose claims belong to this one too, `landmarks` a collection whose
    events are shown beside it. A collection is not offered as a journey; `meeting` is for it.
    Without a `route` the line joins the reported places: `line_kind` says how. `calendar` is the
    one that its dates are written in, `about` how wide those are that are stated only roughly.
    `means` is how the traveller travels, where a claim does not say otherwise.
    Where a field has an alias, files and drafts have it by that name.
    """

    title: str = ""
    subtitle: str = ""
    summary: str = ""
    traveller: str = ANYBODY
    means: Means | None = None
    zone: Zone = "UTC"
    zones: tuple[Zone, ...] = ()
    calendar: Calendar = Calendar.GREGORIAN
    about: About = ABOUT
    max_speed_kmh: float = Field(default=DEFAULT_MAX_SPEED_KMH, gt=0, allow_inf_nan=False)
    max_speed_note: str = ""
    span: tuple[str, str] | None = None
    landmarks: str | None = None
    includes: tuple[str, ...] = ()
    route: tuple[RouteConfig, ...] = ()
    line_kind: Literal["straight", "railway", "recorded"] = Field(default="straight", alias="way")
    unknown: tuple[UnknownConfig, ...] = ()
    detours: tuple[DetourConfig, ...] = Field(default=(), alias="aside")
    collection: bool = False
    meeting: tuple[MeetingConfig, ...] = ()

    @model_validator(mode="after")
    def _span_grows(self) -> JourneyConfig:
        if self.span and _moment(self.span[0]) >= _moment(self.span[1]):
            raise ValueError("span ends before it begins")
        return self

    @model_validator(mode="after")
    def _meetings_are_collected(self) -> JourneyConfig:
        if self.meeting and not self.collection:
            raise ValueError("only a collection has meetings; add collection = true")
        return self

    def as_travelled(self, means: Iterable[Means | None] = ()) -> JourneyConfig:
        """
        Return it with the maximum speed and the traveller of its means, where it names none.

        `means` are those of claims.
        """
        used = {each for each in (*means, self.means) if each is not None}
        found = fastest(used)
        if found is None:
            return self
        changes: dict[str, object] = {}
        if "max_speed_kmh" not in self.model_fields_set:
            changes["max_speed_kmh"] = found.max_speed_kmh
            changes["max_speed_note"] = self.max_speed_note or found.reason
        if self.traveller == ANYBODY and len(used) == 1:
            changes["traveller"] = found.traveller
        return self.model_copy(update=changes)

    @property
    def dating(self) -> Dating:
        """How its dates are meant."""
        return Dating(self.zone, calendar=self.calendar, about=self.about)

    @property
    def span_seconds(self) -> tuple[float, float] | None:
        """The span in epoch seconds."""
        return (_moment(self.span[0]), _moment(self.span[1])) if self.span else None


def read_config(path: Path) -> dict[str, JourneyConfig]:
    """
    Read journeys.toml, by journey id. No file means that no journey is configured.

    Raises ConfigError naming the first key that is wrong.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(
            f"{path.name} cannot be read: {error.strerror}.",
            "Put a file of that name there that the server may read, or none.",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path.name} is not valid TOML: {error}.",
            "Correct that line; text belongs in quotation marks.",
        ) from None
    configs = {}
    for name, table in tables.items():
        try:
            configs[name] = JourneyConfig.model_validate(table)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in (name, *first["loc"]))
            raise ConfigError(
                f"{path.name}: {where}: {first['msg']}.", "Correct that key, or take it out."
            ) from None
    return configs
