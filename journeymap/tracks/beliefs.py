"""Where the traveller is by the fixes known so far, as they become known one by one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from journeymap.times import Window
from journeymap.tracks.conflicts import SpeedConflict
from journeymap.tracks.consistency import ConsistentSet
from journeymap.tracks.prism import Fix, believed_of


@dataclass(frozen=True)
class Observation:
    """From `at` on, epoch seconds, an event says these fixes, in place of any it said before."""

    at: float
    event: str
    fixes: tuple[Fix, ...]


@dataclass(frozen=True)
class Belief:
    """
    Where the traveller is, by what is known from `start` on; lengths in km along the line.

    It has reached `low`, where the event `placed_by` last had it; that is None while nothing has
    placed it. At a later moment t it is no further than `ahead` + speed × t, with `ahead` infinite
    where nothing bounds it. `conflicts` gives, by event, why a fix of it is not believed.
    """

    start: float
    low: float
    placed_by: str | None
    ahead: float
    conflicts: Mapping[str, SpeedConflict]


def update_beliefs(observed: Sequence[Observation], max_speed_kmh: float) -> list[Belief]:
    """
    Return a belief for each moment at which something is observed.

    Each is what the prism bounds of all fixes known then are at that moment and after it: what has
    been reported has happened, so every window lies in the past, low is the furthest fix and
    high grows from each fix at full speed. Of fixes that cannot all be true those with the better
    rank are believed, as in `consistent_subset`.

    O(n log n) in the number of fixes, and a pass over all fixes known by then whenever a better
    supported one overturns what was believed.

    Parameters
    ----------
    observed
        Sorted by `at`, epoch seconds.
    max_speed_kmh
        Kilometres per hour.
    """
    state = BeliefState([fix.km for each in observed for fix in each.fixes], max_speed_kmh / 3600)
    return list(_beliefs(state, observed))


def _beliefs(state: BeliefState, observed: Sequence[Observation]) -> Iterator[Belief]:
    for at, news in groupby(observed, key=lambda each: each.at):
        for each in news:
            state.update(each.event, [_past(fix, at) for fix in each.fixes])
        yield state.belief(at)


def _past(fix: Fix, at: float) -> Fix:
    """Return the fix with a window that ends when it was first public, at `at` at the latest."""
    public = min(at, fix.published)
    if fix.bounds_only or fix.window.end <= public:
        return fix
    return replace(fix, window=Window(min(fix.window.start, public), public))


class BeliefState:
    """The fixes known, those believed among them, and the bounds that these leave."""

    def __init__(self, places: Sequence[float], speed: float) -> None:
        self._places = places
        self._speed = speed
        self._known: dict[str, list[Fix]] = {}
        self._reset()

    def _reset(self) -> None:
        self._together = ConsistentSet(self._places, self._speed)
        self._taken: list[Fix] = []
        self._conflicts: dict[str, SpeedConflict] = {}
        self._low, self._ahead = 0.0, math.inf
        self._placed_by: str | None = None

    def update(self, event: str, fixes: list[Fix]) -> None:
        """Take what an event now says in place of what it said before."""
        before = self._known.get(event, [])
        if fixes:
            self._known[event] = fixes
        else:
            # Of equal rank the fix known first is believed; one that says nothing is not known.
            self._known.pop(event, None)
        if event in self._conflicts:
            if len(before) > 1:  # one of two bounds may have been believed
                self._decide_again()
                return
            self._conflicts = {**self._conflicts}
            del self._conflicts[event]
            before = []
        if not _narrows(before, fixes) or not all(self._add(fix, bool(before)) for fix in fixes):
            self._decide_again()

    def _add(self, fix: Fix, was_believed: bool) -> bool:  # noqa: FBT001
        """Believe a fix, or leave it out; False when that would take back what was believed."""
        found = self._together.conflict(fix.km, fix.window.start, fix.window.end)
        if found is None:
            self._take(fix)
            return True
        other = self._taken[found.other]
        if was_believed or fix.rank < other.rank:
            return False
        self._conflicts = {**self._conflicts, fix.event: other.conflict(found)}
        return True

    def _take(self, fix: Fix) -> None:
        self._together.take(len(self._taken), fix.km, fix.window.start, fix.window.end)
        self._taken.append(fix)
        if math.isfinite(fix.window.end) and fix.km >= self._low:
            self._low, self._placed_by = fix.km, fix.event
        if math.isfinite(fix.window.start):
            self._ahead = min(self._ahead, fix.km - self._speed * fix.window.start)

    def _decide_again(self) -> None:
        """Decide again from all that is known, the best supported first."""
        fixes = [fix for known in self._known.values() for fix in known]
        self._reset()
        believed, self._conflicts = believed_of(fixes, self._speed)
        for fix in believed:
            self._take(fix)

    def belief(self, at: float) -> Belief:
        """Return what is believed from `at` on."""
        return Belief(
            start=at,
            low=self._low,
            placed_by=self._placed_by,
            ahead=self._ahead,
            conflicts=self._conflicts,
        )


def _narrows(before: Sequence[Fix], after: Sequence[Fix]) -> bool:
    """Whether what was believed stays true of what takes its place."""
    if not before:
        return True
    return len(before) == len(after) and all(
        new.km == old.km
        and new.rank <= old.rank
        and new.window.start >= old.window.start
        and new.window.end <= old.window.end
        for old, new in zip(before, after, strict=True)
    )
