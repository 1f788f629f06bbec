"""Several claims make an event: which of them stand together, and what they leave as its window."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from journeymap.claims.columns import Kind, Status
from journeymap.claims.gazetteer import Gazetteer, Place
from journeymap.claims.means import Means
from journeymap.claims.table import Claim
from journeymap.dates import Calendar
from journeymap.geodesy import between_km, distance_km, roughly_km, unit_vectors
from journeymap.times import Window

# Positions this near to each other name one place: a town and its station.
SAME_PLACE_KM = 3.0


@dataclass(frozen=True, slots=True)
class Disagreement:
    """
    In what a claim differs from its event, in one way at least.

    `contradicted`: an editor marked it so. `other_place` is the key of the place that it names.
    It puts the event before the moment `before`, or after `after`, epoch seconds.
    """

    contradicted: bool = False
    other_place: str | None = None
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Assessed:
    """A claim within its event, and in what it differs from it; None when it agrees."""

    claim: Claim
    disagreement: Disagreement | None = None

    @property
    def agrees(self) -> bool:
        """Whether the event's place and window rest on this claim, or do not speak against it."""
        return self.disagreement is None


@dataclass(frozen=True, slots=True)
class Event:
    """One happening: the place and the window that its best-supported claims share."""

    id: str
    kind: Kind
    status: Status
    place: str | None
    window: Window
    claims: tuple[Assessed, ...]

    @property
    def reported(self) -> bool:
        """Whether a source says that it happened, and no editor says that it did not."""
        return self.status is Status.OFFICIAL or self.status is Status.REPORTED

    @property
    def calendar(self) -> Calendar | None:
        """The Julian calendar where a claim of it is dated by that."""
        julian = any(each.claim.calendar is Calendar.JULIAN for each in self.claims)
        return Calendar.JULIAN if julian else None

    @property
    def means(self) -> Means | None:
        """How the traveller came to it, by the first agreeing claim that says so."""
        return next((claim.means for claim in self._votes if claim.means), None)

    @property
    def places_traveller(self) -> bool:
        """Whether it says where the traveller was; a statement is made by others, elsewhere."""
        return self.reported and self.place is not None and self.kind is not Kind.STATEMENT

    @property
    def support(self) -> tuple[int, float]:
        """
        The claims that agree, official ones counted twice, and when the first of them was public.

        That is in epoch seconds, infinite if it is not stated.
        """
        votes = self._votes
        return (
            sum([_weight(claim) for claim in votes]),
            min([_published(claim) for claim in votes], default=math.inf),
        )

    @property
    def weight(self) -> int:
        """The claims that agree, official ones counted twice."""
        return self.support[0]

    @property
    def published(self) -> float:
        """Epoch seconds at which the first agreeing claim was public; infinite if not stated."""
        return self.support[1]

    @property
    def first_report(self) -> Claim | None:
        """The agreeing claim that reports it and was public first; None when none is dated."""
        if not self.reported:
            return None
        dated = [claim for claim in self._votes if claim.reported_at is not None]
        return min(dated, key=_published) if dated else None

    @property
    def delay(self) -> tuple[float | None, float | None]:
        """
        Seconds from the event to its first report: minimum and maximum.

        The minimum is from the end of the window to the earliest that the report can have been
        public, and never negative; the maximum from its start to the latest. None where the table
        does not state it.
        """
        first = self.first_report
        if first is None or first.reported_from is None or first.reported_at is None:
            return None, None
        minimum = first.reported_from - self.window.end
        maximum = first.reported_at - self.window.start
        return (
            max(minimum, 0.0) if math.isfinite(minimum) else None,
            max(maximum, 0.0) if math.isfinite(maximum) else None,
        )

    @property
    def _votes(self) -> list[Claim]:
        """The claims that agree; those that only expected what others reported do not count."""
        agreeing = [each.claim for each in self.claims if each.agrees]
        if self.status is Status.EXPECTED:
            return agreeing
        return [claim for claim in agreeing if claim.status is not Status.EXPECTED]


def fuse(claims: Sequence[Claim], gazetteer: Gazetteer) -> Event:
    """
    Fuse the claims of one happening; at least one is needed.

    Claims that an editor marked contradicted have no vote, and expectations only among
    themselves. The place with most support is taken first, then, of the claims that put it there,
    the best-supported set whose windows share a moment; the window is what that set shares. An
    official claim counts twice; a tie goes to the set published earlier.
    """
    if len(claims) == 1:
        return _alone(claims[0])
    standing = [claim for claim in claims if claim.status is not Status.CONTRADICTED]
    reports = [claim for claim in standing if claim.status is not Status.EXPECTED]
    voters = reports or standing or list(claims)
    place = _vote_on_place(voters, gazetteer)
    elsewhere = _elsewhere(claims, place, gazetteer)
    here = [claim for claim in voters if claim.place not in elsewhere]
    supporters = _vote_on_window([claim for claim in here if claim.window.known])
    window = Window(
        max((claim.window.start for claim in supporters), default=-math.inf),
        min((claim.window.end for claim in supporters), default=math.inf),
    )
    assessed = tuple(
        Assessed(claim, _disagreement(claim, claim.place in elsewhere, window)) for claim in claims
    )
    voting = {id(claim) for claim in voters}
    agreeing = [each.claim for each in assessed if each.agrees and id(each.claim) in voting]
    agreeing = agreeing or voters
    return Event(
        id=claims[0].event,
        kind=_heaviest_kind(agreeing),
        status=_status(agreeing, standing, reports),
        place=place,
        window=window,
        claims=assessed,
    )


def _alone(claim: Claim) -> Event:
    """Fuse a claim that nothing speaks against."""
    contradicted = claim.status is Status.CONTRADICTED
    return Event(
        id=claim.event,
        kind=claim.kind,
        status=claim.status,
        place=claim.place,
        window=claim.window,
        claims=(Assessed(claim, Disagreement(contradicted=True) if contradicted else None),),
    )


def fuse_all(claims: Sequence[Claim], gazetteer: Gazetteer) -> list[Event]:
    """Fuse claims into events, in the order in which the events first appear."""
    by_event: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_event[claim.event].append(claim)
    return [fuse(group, gazetteer) for group in by_event.values()]


def _weight(claim: Claim) -> int:
    return 2 if claim.status is Status.OFFICIAL else 1


def _published(claim: Claim) -> float:
    return math.inf if claim.reported_at is None else claim.reported_at


def _status(
    agreeing: Sequence[Claim], standing: Sequence[Claim], reports: Sequence[Claim]
) -> Status:
    if not standing:
        return Status.CONTRADICTED
    if not reports:
        return Status.EXPECTED
    official = any(claim.status is Status.OFFICIAL for claim in agreeing)
    return Status.OFFICIAL if official else Status.REPORTED


def _heaviest_kind(claims: Sequence[Claim]) -> Kind:
    weights: dict[Kind, int] = defaultdict(int)
    for claim in claims:
        weights[claim.kind] += _weight(claim)
    return max(weights, key=lambda kind: weights[kind])


def same_place(one: str | None, other: str | None, gazetteer: Gazetteer) -> bool:
    """Whether two keys can name one place; a claim that names none speaks against nothing."""
    if one is None or other is None or one == other:
        return True
    a, b = gazetteer[one], gazetteer[other]
    limit = SAME_PLACE_KM + (a.accuracy_m + b.accuracy_m) / 1000
    away = roughly_km(a.lon, a.lat, b.lon, b.lat)
    # The rough distance decides, except near the limit, where the exact one is computed.
    return (away if abs(away - limit) > 0.01 * limit else _apart_km(a, b)) <= limit


class PlaceMatcher:
    """Places by their keys, asked which of them can be one with another: `same_place` of many."""

    def __init__(self, keys: Sequence[str], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._keys = list(keys)
        there = [gazetteer[key] for key in self._keys]
        self._km = np.array([place.accuracy_m / 1000 for place in there])
        lon, lat = np.array([[place.lon, place.lat] for place in there]).T
        self._directions = unit_vectors(lon, lat)

    def can_be(self, key: str) -> np.ndarray:
        """Whether each can be one place with `key`; (n,) booleans."""
        here = self._gazetteer[key]
        limit = SAME_PLACE_KM + here.accuracy_m / 1000 + self._km
        away = between_km(self._directions, unit_vectors(here.lon, here.lat))
        near = away <= limit
        # The earth is no sphere: near the limit, within 0.6 %, the exact distance is computed.
        for i in np.flatnonzero(np.abs(away - limit) <= 0.01 * limit):
            near[i] = same_place(key, self._keys[i], self._gazetteer)
        return np.asarray(near)


def _apart_km(a: Place, b: Place) -> float:
    ends = (np.array([degrees]) for degrees in (a.lon, a.lat, b.lon, b.lat))
    return float(distance_km(*ends)[0])


def _vote_on_place(voters: Sequence[Claim], gazetteer: Gazetteer) -> str | None:
    weights: dict[str, int] = defaultdict(int)
    first: dict[str, float] = defaultdict(lambda: math.inf)
    for claim in voters:
        if claim.place is not None:
            weights[claim.place] += _weight(claim)
            first[claim.place] = min(first[claim.place], _published(claim))
    if len(weights) <= 1:
        return next(iter(weights), None)
    each_weight = np.array(list(weights.values()))
    places = PlaceMatcher(list(weights), gazetteer)
    support = {key: int(each_weight[places.can_be(key)].sum()) for key in weights}
    # Of places that the same claims support, the most exact says all that they say together.
    return min(
        weights,
        key=lambda key: (-support[key], gazetteer[key].is_area, -weights[key], first[key]),
    )


def _vote_on_window(claims: Sequence[Claim]) -> list[Claim]:
    """
    Find the heaviest set of claims whose windows share a moment, by a sweep over the window ends.

    Windows that merely touch share nothing, unless one of them is a stated moment.
    """
    if len({claim.window for claim in claims}) <= 1:
        return list(claims)
    starts = np.array([claim.window.start for claim in claims])
    ends = np.array([claim.window.end for claim in claims])
    weights = np.array([_weight(claim) for claim in claims])
    cuts = np.unique(np.concatenate([starts, ends]))
    first, last = np.searchsorted(cuts, starts), np.searchsorted(cuts, ends)

    between = np.zeros(len(cuts), dtype=int)  # support of the open interval after each cut
    np.add.at(between, first, weights)
    np.subtract.at(between, last, weights)
    between = np.cumsum(between)

    at = np.zeros(len(cuts) + 1, dtype=int)  # support of each cut, where a moment is stated
    np.add.at(at, first, weights)
    np.subtract.at(at, last + 1, weights)
    stated = np.zeros(len(cuts), dtype=bool)
    stated[first[first == last]] = True
    at = np.where(stated, np.cumsum(at)[:-1], 0)

    maximum = max(between.max(), at.max())
    sets = [(first <= cut) & (last > cut) for cut in np.flatnonzero(between == maximum)]
    sets += [(first <= cut) & (last >= cut) for cut in np.flatnonzero(at == maximum)]
    published = np.array([_published(claim) for claim in claims])
    earliest = min(sets, key=lambda members: tuple(np.sort(published[members])))
    return [claim for claim, member in zip(claims, earliest, strict=True) if member]


def _elsewhere(claims: Sequence[Claim], place: str | None, gazetteer: Gazetteer) -> set[str | None]:
    """Return the keys of places that cannot be the event's; each is measured once."""
    keys = list(dict.fromkeys(claim.place for claim in claims if claim.place is not None))
    if place is None or keys == [place]:
        return set()
    can_be = PlaceMatcher(keys, gazetteer).can_be(place)
    return {key for key, here in zip(keys, can_be, strict=True) if not here}


def _disagreement(
    claim: Claim,
    elsewhere: bool,  # noqa: FBT001
    window: Window,
) -> Disagreement | None:
    before = after = None
    if claim.window.known and not claim.window.meets(window):
        if claim.window.end <= window.start:
            before = claim.window.end
        else:
            after = claim.window.start
    contradicted = claim.status is Status.CONTRADICTED
    if not contradicted and not elsewhere and before is None and after is None:
        return None
    return Disagreement(contradicted, claim.place if elsewhere else None, before, after)
