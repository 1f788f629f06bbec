"""
What could be known at each moment: the journey by the claims that were public then.

Between two publications nothing new is known: that time is an epoch. In each epoch the traveller
stands where it was last reported, and the range grows from there. Chainages are those of the line
that all claims together give, so that both readings can be compared.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

import numpy as np

from journeymap.claims.columns import Status
from journeymap.claims.fusion import Event, fuse
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import Claim
from journeymap.lines.branches import Branches
from journeymap.lines.line import Line
from journeymap.tracks.beliefs import Belief, Observation, update_beliefs
from journeymap.tracks.conflicts import SpeedConflict
from journeymap.tracks.expectations import Expectations
from journeymap.tracks.fixes import area_bounds, exact_fixes
from journeymap.tracks.line_occurrences import nearest_occurrence
from journeymap.tracks.prism import Fix, Track


@dataclass(frozen=True)
class Epoch:
    """
    What was known from `start` to `end`, epoch seconds; the last one's end is that of the span.

    `claims` are the ids of those that became public at `start`, `events` the events they belong
    to, each as fused from what was public by then. `placed_by` is the event that the traveller
    was last reported at, and `track` is exact between start and end; both are None until something
    places it. `expected` is the place that lay ahead, `branch` the index of the branch drawn to it.
    Without a branch `track.high` runs on beyond the end of the line: the traveller can be so many
    kilometres away, in no known direction. Where nothing bounds it, high is low: no range is shown.
    `hidden_route` is the index of the branch drawn in place of the line so far, where the line
    goes through places that nobody had reported yet. `km` gives the chainage of those of `events`
    that are at a point of the line.
    `conflicts` gives, by event, why what it says was not believed.
    """

    start: float
    end: float
    claims: tuple[str, ...]
    events: tuple[Event, ...]
    placed_by: str | None = None
    track: Track | None = None
    expected: str | None = None
    branch: int | None = None
    hidden_route: int | None = None
    km: Mapping[str, float] = field(default_factory=dict)
    conflicts: Mapping[str, SpeedConflict] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """
    The epochs in the order of time, each beginning where the one before ends.

    `branches` lead from the journey's line to places expected; their kilometres continue those of
    the line where they leave it. `later` counts the claims that no epoch has, because nothing
    proves that they were public before the span ended.
    """

    epochs: tuple[Epoch, ...]
    branches: tuple[Line, ...]
    later: int

    def epoch_at(self, moment: float) -> Epoch | None:
        """Return the epoch in force; None before the first publication."""
        found = bisect_right(self.epochs, moment, key=lambda epoch: epoch.start)
        return self.epochs[found - 1] if found else None

    def at(self, moments: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return best, low and high at moments of any shape; NaN while nothing places it."""
        t, values = self._joined
        # At a step, where two breakpoints share a moment, np.interp takes the later one.
        best, low, high = (np.interp(moments, t, each, left=np.nan) for each in values)
        return best, low, high

    @cached_property
    def _joined(self) -> tuple[np.ndarray, np.ndarray]:
        """Breakpoints (n,) of all epochs, and (3, n) of best, low and high."""
        tracks = [epoch.track or _nowhere(epoch) for epoch in self.epochs]
        if not tracks:
            return np.zeros(1), np.full((3, 1), np.nan)
        t = np.concatenate([track.t for track in tracks])
        values = [[track.best, track.low, track.high] for track in tracks]
        return t, np.concatenate(values, axis=1)


@dataclass(frozen=True)
class KnownInputs:
    """
    What the known reading takes from the journey.

    `straight` says that the line joins the places reported, so that it is not known before they
    are; `detours` are places visited off the line.
    """

    line: Line
    straight: bool
    detours: AbstractSet[str]
    gazetteer: Gazetteer
    max_speed_kmh: float
    span: tuple[float, float]


def reconstruct_known(claims: Sequence[Claim], inputs: KnownInputs, branches: Branches) -> Known:
    """
    Return what was known at each moment of the span.

    A claim counts from its `reported_at` on and never before; one without it never counts. The
    editors' mark "contradicted" came later, so it is ignored here: the claim counts as a report
    until others outvote it.

    O(n log n) in the number of claims, while no event has more than a few and they are reported
    in the order of the line.

    Parameters
    ----------
    claims
        Those of one journey, in any order.
    inputs
        The line, kilometres, with the span in epoch seconds and the maximum speed in km/h.
    branches
        Makes the lines beside the line; those made here are added to it.

    Returns
    -------
    The epochs in the order of time, the branches they refer to, and how many claims came later.
    """
    public = sorted(
        (_as_then(claim) for claim in claims if _public_at(claim) < inputs.span[1]), key=_public_at
    )
    news = list(_news(public, inputs))
    beliefs = update_beliefs([each for new in news for each in new.observed], inputs.max_speed_kmh)
    goals = _goals(news, inputs.gazetteer)
    hidden_routes = _hidden_routes(news, beliefs, inputs, branches)
    ends = [*(new.at for new in news[1:]), inputs.span[1]][: len(news)]
    epochs = tuple(
        replace(_epoch(new, end, belief, goal, inputs, branches), hidden_route=hidden_route)
        for new, end, belief, goal, hidden_route in zip(
            news, ends, beliefs, goals, hidden_routes, strict=True
        )
    )
    return Known(epochs, tuple(branches.lines), len(claims) - len(public))


def _public_at(claim: Claim) -> float:
    return math.inf if claim.reported_at is None else claim.reported_at


def _as_then(claim: Claim) -> Claim:
    """Return the claim as it could be read then; what had not happened yet was only expected."""
    if claim.published_before_event:
        return replace(claim, status=Status.EXPECTED)
    unmarked = claim.status is not Status.CONTRADICTED
    return claim if unmarked else replace(claim, status=Status.REPORTED)


@dataclass(frozen=True)
class _News:
    """What became public at one moment: claims, and their events as fused from what was public."""

    at: float
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    observed: tuple[Observation, ...]


def _news(public: Sequence[Claim], inputs: KnownInputs) -> Iterator[_News]:
    """Fuse again, at each publication, the events that it has claims of."""
    by_event: dict[str, list[Claim]] = defaultdict(list)
    finder = _FixFinder(inputs)
    for at, group in groupby(public, key=_public_at):
        claims = tuple(group)
        for claim in claims:
            by_event[claim.event].append(claim)
        names = dict.fromkeys(claim.event for claim in claims)
        events = tuple(fuse(by_event[name], inputs.gazetteer) for name in names)
        observed = tuple(Observation(at, event.id, tuple(finder.fixes(event))) for event in events)
        yield _News(at, claims, events, observed)


class _FixFinder:
    """What events say about the line, given the events known before them."""

    def __init__(self, inputs: KnownInputs) -> None:
        self._inputs = inputs
        self._events: dict[str, Event] = {}
        self._km: dict[str, float] = {}
        self._occurrences: dict[str, list[float]] = {}

    def fixes(self, event: Event) -> list[Fix]:
        """Return what the event says: a fix of a point, bounds of an area, or nothing."""
        inputs = self._inputs
        self._events.pop(event.id, None)
        self._km.pop(event.id, None)
        if not event.places_traveller or not event.window.known or event.place in inputs.detours:
            return []
        place = inputs.gazetteer[str(event.place)]
        if place.is_area:
            known = [*self._events.values(), event]
            return area_bounds(known, inputs.line, self._km, inputs.gazetteer)
        if place.key not in self._occurrences:
            self._occurrences[place.key] = inputs.line.locate(place)
        if not self._occurrences[place.key]:
            return []
        self._km[event.id] = self._pass(event, self._occurrences[place.key])
        self._events[event.id] = event
        return exact_fixes([event], self._km)

    def _pass(self, event: Event, occurrences: Sequence[float]) -> float:
        """Choose the first occurrence on the line that the events known before and after allow."""
        if len(occurrences) == 1:
            return occurrences[0]
        window, known = event.window, self._events.values()
        before = (self._km[e.id] for e in known if e.window.end <= window.start)
        after = (self._km[e.id] for e in known if e.window.start >= window.end)
        return nearest_occurrence(
            occurrences, max(before, default=0.0), min(after, default=math.inf)
        )


def _goals(news: Sequence[_News], gazetteer: Gazetteer) -> Iterator[str | None]:
    """Yield, for each piece of news, the place that then lay ahead."""
    expectations = Expectations([event for new in news for event in new.events], gazetteer)
    for new in news:
        expectations.update(new.at, new.claims, new.events)
        yield expectations.last(new.at)


def _hidden_routes(
    news: Sequence[_News], beliefs: Sequence[Belief], inputs: KnownInputs, branches: Branches
) -> Iterator[int | None]:
    """Yield the index of a branch through only the places known, where the line so far has more."""
    drawn = sorted({km for _, km in inputs.line.stops}) if inputs.straight else []
    stations = _Stations()
    joined: list[list[float] | None] = []
    for new, belief in zip(news, beliefs, strict=True):
        for each in new.observed:
            stations.update(each.event, _point(each))
        reported, drawn_so_far = (bisect_right(kms, belief.low) for kms in (stations.km, drawn))
        hidden = belief.placed_by is not None and reported < drawn_so_far
        joined.append(stations.km if hidden else None)
    made: dict[int, int] = {}
    for chainages in joined:
        if chainages is not None and id(chainages) not in made:
            made[id(chainages)] = branches.through(chainages)
        yield None if chainages is None else made[id(chainages)]


class _Stations:
    """
    Chainages at which the traveller was reported, as reports come in.

    `km` ascends. While places are reported in the order of the line, one list grows, and epochs
    share a branch: each shows as much of it as lies behind the traveller. A place reported late,
    behind others, begins another list.
    """

    def __init__(self) -> None:
        self.km: list[float] = []
        self._at: dict[str, float] = {}
        self._events_at: Counter[float] = Counter()

    def update(self, event: str, km: float | None) -> None:
        """Take what an event now says in place of what it said before; None: of no point."""
        gone = self._at.pop(event, None)
        if gone == km:
            if km is not None:
                self._at[event] = km
            return
        if gone is not None:
            self._events_at[gone] -= 1
            if not self._events_at[gone]:
                self.km = [each for each in self.km if each != gone]
        if km is not None:
            self._at[event] = km
            if not self._events_at[km]:
                self._insert(km)
            self._events_at[km] += 1

    def _insert(self, km: float) -> None:
        position = bisect_left(self.km, km)
        if position == len(self.km):
            self.km.append(km)
        else:
            self.km = [*self.km[:position], km, *self.km[position:]]


def _epoch(  # noqa: PLR0913, PLR0917 - an epoch is made of just these
    new: _News,
    end: float,
    belief: Belief,
    goal: str | None,
    inputs: KnownInputs,
    branches: Branches,
) -> Epoch:
    placed = belief.placed_by is not None
    branch = branches.index(belief.low, goal) if placed and goal is not None else None
    if branch is not None:
        limit = float(branches.lines[branch].km[-1])
    else:
        limit = belief.low if math.isinf(belief.ahead) else math.inf
    return Epoch(
        start=new.at,
        end=end,
        claims=tuple(claim.id for claim in new.claims),
        events=new.events,
        placed_by=belief.placed_by,
        track=_track(belief, end, limit, inputs.max_speed_kmh / 3600) if placed else None,
        expected=goal,
        branch=branch,
        km={each.event: at for each in new.observed if (at := _point(each)) is not None},
        conflicts=belief.conflicts,
    )


def _point(observed: Observation) -> float | None:
    """Return the chainage of an event that fixes a point of the line."""
    return next((fix.km for fix in observed.fixes if not fix.bounds_only), None)


def _track(belief: Belief, end: float, limit: float, speed: float) -> Track:
    """Return a track that stands at low; high grows at the maximum speed until `limit` km."""
    turn = (limit - belief.ahead) / speed
    inside = [turn] if belief.start < turn < end else []
    t = np.array([belief.start, *inside, end])
    high = np.clip(belief.ahead + speed * t, belief.low, max(limit, belief.low))
    stands = np.full_like(t, belief.low)
    return Track(t, stands, stands, high)


def _nowhere(epoch: Epoch) -> Track:
    return Track(np.array([epoch.start, epoch.end]), *np.full((3, 2), np.nan))
