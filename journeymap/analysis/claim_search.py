"""The whole event table as a reader searches it: filtered, sorted, and written out again."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from journeymap.analysis.contradictions import Contradiction, find_all
from journeymap.claims.columns import COLUMNS, SPECS
from journeymap.claims.csv_table import to_csv
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import Claim, EventTable
from journeymap.dates import clock, day_number, read_day
from journeymap.journeys.library import Library
from journeymap.times import Window

Order = Literal["happening", "publication"]


@dataclass(frozen=True)
class ClaimFilter:
    """
    What a reader asks for; an empty field asks for nothing.

    `text` are words that must all occur. `journeys`, `places` (keys), `sources` and `statuses`
    each list what is accepted. `days`, first and last, are those of happening or of
    publication, whichever it is ordered by, at the claim's place. `contradicts` and
    `contradicted_by` name sources, or whom they quote, as `ClaimList.against` finds them.
    `until` is the last moment, epoch seconds, at which a claim may have become public; one
    without a time of publication has not.
    """

    text: str = ""
    journeys: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    until: float | None = None
    days: tuple[dt.date, dt.date] | None = None
    only_contradicted: bool = False
    order: Order = "happening"


@dataclass(frozen=True, eq=False)
class ClaimList:
    """
    All claims of a library, and what contradicts what.

    `frame` has one row per claim, indexed by its id: journey, event, kind, place (key), status
    and source as in the table; place_name and says; first_day, last_day and public_day as
    ordinals (NaN when not stated); happened and public_at in epoch seconds (infinite when not
    stated); conflicts, the kinds of those it takes part in; and text, folded, which is searched.
    `rows` are the same claims with the columns of routes.csv.
    """

    frame: pd.DataFrame
    rows: pd.DataFrame
    claims: Mapping[str, Claim]
    table: EventTable
    contradictions: tuple[Contradiction, ...]
    by_claim: Mapping[str, tuple[Contradiction, ...]]

    def zone(self, claim: Claim) -> str:
        """Return the time zone of a claim's place, else that of its journey."""
        return self.table.zone_of(claim)

    @property
    def gazetteer(self) -> Gazetteer:
        """The places that the claims name."""
        return self.table.gazetteer

    def days(self, frame: pd.DataFrame, order: Order) -> list[dt.date]:
        """
        Return the days, each once and ascending, on which claims happened or were public.

        Those before the year 1 and after 9999 are not among them: no calendar offers them.
        """
        columns = ["public_day"] if order == "publication" else ["first_day", "last_day"]
        days = np.unique(frame[columns].to_numpy().ravel())
        last = dt.date.max.toordinal()
        return [dt.date.fromordinal(int(day)) for day in days if 1 <= day <= last]

    def contradictions_of(self, names: Sequence[str]) -> list[Contradiction]:
        """Return the contradictions that any of these claims takes part in, in their order."""
        chosen = set(names)
        return [each for each in self.contradictions if not chosen.isdisjoint(each.claims)]

    @cached_property
    def disagreeing(self) -> list[str]:
        """Return who is named in claims that take part in a contradiction: sources, and quoted."""
        found = {who for name in self.by_claim for who in _named(self.claims[name])}
        return sorted(found - {""}, key=str.casefold)

    def against(self, named: Collection[str], *, later: bool) -> set[str]:
        """
        Return the claims that contradict claims of any of these sources, or that quote them.

        With `later` those public when the source's was, or after it; else those public no later
        than it, which it contradicts. Where either is not dated the order is open, and both hold.
        """
        sides = (
            pair
            for each in self.contradictions
            for pair in ((each.one, each.other), (each.other, each.one))
        )
        found: set[str] = set()
        for side, facing in sides:
            times = [
                self.claims[name].reported_at
                for name in facing
                if not _named(self.claims[name]).isdisjoint(named)
            ]
            if not times:
                continue
            first = min(-math.inf if time is None else time for time in times)
            last = max(math.inf if time is None else time for time in times)
            for name in side:
                at = self.claims[name].reported_at
                if at is None or (first <= at if later else at <= last):
                    found.add(name)
        return found

    def csv(self, names: Sequence[str]) -> str:
        """Write claims, in the order given, with the columns of routes.csv; it reads back."""
        return to_csv(self.rows.loc[list(names)])


def _named(claim: Claim) -> set[str]:
    """Return who says it: the source and all whom it quotes."""
    return {claim.source, *claim.via}


# The list of each library, while the library lasts.
_LISTS: WeakKeyDictionary[Library, ClaimList] = WeakKeyDictionary()


def claim_list(library: Library) -> ClaimList:
    """Return the list of a library's claims, worked out once."""
    found = _LISTS.get(library)
    if found is None:
        found = _LISTS[library] = _claim_list(library)
    return found


def _claim_list(library: Library) -> ClaimList:
    table = library.table
    contradictions = find_all(library)
    by_claim: dict[str, list[Contradiction]] = defaultdict(list)
    for each in contradictions:
        for name in each.claims:
            by_claim[name].append(each)
    names = [claim.id for claim in table.claims]
    rows = table.rows[list(COLUMNS)].assign(claim=names).set_index(pd.Index(names, name="id"))
    return ClaimList(
        frame=_frame(table, by_claim),
        rows=rows,
        claims={claim.id: claim for claim in table.claims},
        table=table,
        contradictions=contradictions,
        by_claim={name: tuple(found) for name, found in by_claim.items()},
    )


def search(listed: ClaimList, wanted: ClaimFilter) -> pd.DataFrame:
    """Return the rows of a claim list's frame that are wanted, in the order wanted."""
    frame = listed.frame
    keep = pd.Series(data=True, index=frame.index)
    for word in folded(wanted.text).split():
        keep &= frame["text"].str.contains(word, regex=False)
    for column, allowed in (
        ("journey", wanted.journeys),
        ("place", wanted.places),
        ("source", wanted.sources),
        ("status", wanted.statuses),
    ):
        if allowed:
            keep &= frame[column].isin(allowed)
    if wanted.only_contradicted:
        keep &= frame["conflicts"].ne("")
    by_publication = wanted.order == "publication"
    for sources, later in ((wanted.contradicts, True), (wanted.contradicted_by, False)):
        if sources:
            keep &= frame.index.isin(listed.against(sources, later=later))
    if wanted.until is not None:
        keep &= frame["public_at"] <= wanted.until
    if wanted.days is not None:
        first, last = (day.toordinal() for day in wanted.days)
        begun, over = ("public_day",) * 2 if by_publication else ("first_day", "last_day")
        keep &= (frame[begun] <= last) & (frame[over] >= first)
    by = ["public_at", "happened"] if by_publication else ["happened", "public_at"]
    return frame[keep].sort_values(by, kind="stable")


def folded(text: str) -> str:
    """Remove case and accents: what a reader types need not have them."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def _frame(table: EventTable, by_claim: Mapping[str, Sequence[Contradiction]]) -> pd.DataFrame:
    records = []
    for claim in table.claims:
        place = table.gazetteer[claim.place] if claim.place is not None else None
        zone = table.zone_of(claim)
        first, last = _days(claim.window, zone)
        names = (place.name, place.name_local) if place else ("", "")
        searched = (*(column.text(claim) for column in SPECS if column.searched), *names)
        records.append(
            (
                claim.journey,
                claim.event,
                str(claim.kind),
                claim.place or "",
                names[0],
                str(claim.status),
                claim.source,
                claim.says,
                first,
                last,
                _public_day(claim, zone),
                _first_stated(claim.window),
                math.inf if claim.reported_at is None else claim.reported_at,
                ", ".join(dict.fromkeys(str(each.kind) for each in by_claim.get(claim.id, ()))),
                folded("\n".join(searched)),
            )
        )
    columns = (
        "journey",
        "event",
        "kind",
        "place",
        "place_name",
        "status",
        "source",
        "says",
        "first_day",
        "last_day",
        "public_day",
        "happened",
        "public_at",
        "conflicts",
        "text",
    )
    index = pd.Index([claim.id for claim in table.claims], name="id", dtype="str")
    return pd.DataFrame(records, columns=list(columns), index=index)


def _first_stated(window: Window) -> float:
    """Return the start of a window, its end where only that is stated; infinite when none is."""
    return window.start if math.isfinite(window.start) else window.end


def _days(window: Window, zone: str) -> tuple[float, float]:
    """Ordinals of the first and the last day of a window; of the one day that is stated."""
    if not window.known:
        return math.nan, math.nan
    first = _first_stated(window)
    last = window.end if math.isfinite(window.end) else window.start
    # The midnight that ends a day is not the next day's.
    last = last - 1 if last > first else last
    return _ordinal(first, zone), _ordinal(last, zone)


def _public_day(claim: Claim, zone: str) -> float:
    if claim.reported_day is not None:
        return _of_day(day_number(*read_day(claim.reported_day)))
    return math.nan if claim.reported_at is None else _ordinal(claim.reported_at, zone)


def _ordinal(moment: float, zone: str) -> float:
    return _of_day(clock(moment, zone).number)


def _of_day(number: int) -> int:
    return number + dt.date(1970, 1, 1).toordinal()
