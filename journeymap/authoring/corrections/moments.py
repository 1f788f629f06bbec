"""Slips in the three columns of times: their form, the order of day and month, the zone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from journeymap.authoring.corrections.mends import (
    Cell,
    Cells,
    Correction,
    SuspectedError,
    all_of,
    rows_in_words,
    shown,
    slip,
)
from journeymap.authoring.corrections.parse_moments import (
    WHOSE,
    Order,
    When,
    iso,
    offsets_at,
    read_when,
)
from journeymap.times import BARE_DATE, MOMENT

TIMES = ("time_from", "time_to", "reported_at")
_UTC = "Z"
_NUMERIC = (Order.DAY_FIRST, Order.MONTH_FIRST, Order.YEAR_FIRST)


@dataclass(frozen=True)
class Written:
    """A cell that is no strict time but can be read; `zone` is that of its row's place, if any."""

    row: int
    column: str
    text: str
    when: When
    zone: str | None

    @property
    def cell(self) -> Cell:
        """Where it is."""
        return self.row, self.column

    @property
    def orders(self) -> tuple[Order, ...]:
        """The ways in which its date can be read."""
        return tuple(self.when.days)

    def local(self, order: Order | None = None) -> dt.datetime:
        """Return what the clock showed, without its zone, by the first order if none is told."""
        day = self.when.days[order or self.orders[0]]
        return dt.datetime.combine(day, self.when.clock or dt.time())

    def iso(self, offset: str, order: Order | None = None) -> str:
        """Return it as the table has it."""
        return iso(self.local(order).date(), self.when.clock, offset)


def moment_slips(
    cells: Cells, place_zones: Sequence[str | None], journey_zone: str | None
) -> list[SuspectedError]:
    """
    Name the slips in the times. `place_zones` is the IANA zone of each row's place, if known.

    The zone is asked once for the table, and only when no day is in doubt any more whose zone
    would have to be asked too.
    """
    written = _settled(list(_written(cells, place_zones)))
    doubtful = [w for w in written if len(w.orders) > 1]
    # What proves the order is written anew with the answer, or the proof would be gone before it.
    proofs = [w for w in written if doubtful and len(w.orders) == 1 and w.orders[0] in _NUMERIC]
    asked = {w.cell for w in (*doubtful, *proofs)}
    sure = [w for w in written if w.cell not in asked]
    slips = list(_which_day(doubtful, proofs))
    plain: dict[Cell, tuple[str, str]] = {}
    unzoned: list[Written] = []
    for w in sure:
        if w.when.clock is None:
            plain[w.cell] = (w.text, w.iso(""))
        elif not w.when.zones:
            unzoned.append(w)
        elif len(w.when.zones) == 1 and len(there := offsets_at(w.local(), w.when.zones[0])) == 1:
            plain[w.cell] = (w.text, w.iso(there[0]))
    if plain:
        slips.append(_as_iso(plain))
    if not any(_zone_open(w) for w in (*doubtful, *proofs)):
        slips += _which_named_zone([w for w in sure if len(w.when.zones) > 1])
        named = [w for w in sure if len(w.when.zones) == 1 and w.cell not in plain]
        slips += _which_zone(unzoned, named, journey_zone)
    return slips


def _written(cells: Cells, zones: Sequence[str | None]) -> Iterator[Written]:
    read = cache(read_when)
    for column in TIMES:
        texts = set(cells[column]) - {""}
        odd = {text for text in texts if not MOMENT.match(text) and not BARE_DATE.match(text)}
        if not odd:
            continue
        for row, text, zone in zip(cells.rows, cells[column], zones, strict=True):
            if text in odd and (when := read(text)):
                yield Written(row, column, text, when, zone)


def _settled(written: list[Written]) -> list[Written]:
    """Read numbers parted by dots day first, as is usual, unless one of them cannot be read so."""
    if any(w.when.dotted and w.orders == (Order.MONTH_FIRST,) for w in written):
        return written
    return [
        replace(w, when=replace(w.when, days={Order.NAMED: w.when.days[Order.DAY_FIRST]}))
        if w.when.dotted and not w.when.short_year and Order.DAY_FIRST in w.orders[:-1]
        else w
        for w in written
    ]


def _zone_open(w: Written) -> bool:
    return w.when.clock is not None and len(w.when.zones) != 1


def _as_iso(plain: Mapping[Cell, tuple[str, str]]) -> SuspectedError:
    before, after = next(iter(plain.values()))
    return slip(
        "time-format",
        plain,
        f"{_them(plain)} clear, but not written as the table needs it: 2023-09-12, or "
        "2023-09-12T12:15+10:00.",
        [
            Correction(
                f"Write {'these times' if len(plain) > 1 else 'this time'} as ISO: {shown(before)} "
                f"becomes {after}{all_of(len(plain))}",
                {cell: text for cell, (_, text) in plain.items()},
            )
        ],
    )


def _them(cells: Mapping[Cell, object] | Sequence[object]) -> str:
    return "This time is" if len(cells) == 1 else f"These {len(cells)} times are"


def _which_day(doubtful: Sequence[Written], proofs: Sequence[Written]) -> Iterator[SuspectedError]:
    """Ask which day is meant, once for all cells that leave the same choice."""
    groups: dict[tuple[bool, tuple[Order, ...]], list[Written]] = {}
    for w in doubtful:
        groups.setdefault((w.when.short_year, w.orders), []).append(w)
    proven = {w.orders[0]: w for w in reversed(proofs)}
    for (short, orders), group in sorted(groups.items()):
        first = group[0]
        why = f"{shown(first.text)} can mean {' or '.join(_day(first, o) for o in orders)}."
        if short:
            why = f"The year has two digits only: {why}"
        for order in (order for order in orders if order in proven):
            proof = proven[order]
            why += f" In row {proof.row}, {shown(proof.text)} can only be read {order}."
        settled, proofs = proofs, ()
        if any(_zone_open(w) for w in (*group, *settled)):
            why += " The zone is asked after that."
        likeliest = set(orders) & set(proven)
        ranked = sorted(orders, key=lambda order: {order} != likeliest)
        yield slip(
            "two-digit-year" if short else "day-or-month",
            [w.cell for w in (*group, *settled)],
            why,
            [
                Correction(
                    f"Read {shown(first.text)} as {_day(first, order)}"
                    f"{f', {order}' if order in _NUMERIC else ''}"
                    f"{all_of(len(group) + len(settled))}",
                    {w.cell: _dated(w, order) for w in group}
                    | {w.cell: _dated(w, w.orders[0]) for w in settled},
                )
                for order in ranked
            ],
        )


def _day(w: Written, order: Order) -> str:
    day = w.when.days[order]
    return f"{day.day} {day:%B} {day.year}"


def _dated(w: Written, order: Order) -> str:
    """Write it with its day settled; a zone that is not settled stays as written."""
    if w.when.clock is None:
        return w.iso("", order)
    if len(w.when.zones) == 1:
        there = offsets_at(w.local(order), w.when.zones[0])
        if len(there) == 1:
            return w.iso(there[0], order)
    return w.iso(f" {w.when.zone}" if w.when.zone else "", order)


def _which_named_zone(written: Sequence[Written]) -> Iterator[SuspectedError]:
    """Ask which zone an abbreviation means that several zones share."""
    for zone in dict.fromkeys(w.when.zone for w in written):
        group = [w for w in written if w.when.zone == zone]
        choices = list(zip(WHOSE[zone], group[0].when.zones, strict=True))
        told = ", ".join(f"that of {whose} (UTC{offset})" for whose, offset in choices)
        yield slip(
            "zone-name",
            [w.cell for w in group],
            f"{zone} is the name of several zones: {told}.",
            [
                Correction(
                    f"Read {zone} as that of {whose}: {shown(group[0].text)} becomes "
                    f"{group[0].iso(offset)}{all_of(len(group))}",
                    {w.cell: w.iso(offset) for w in group},
                )
                for whose, offset in choices
            ],
        )


def _which_zone(
    unzoned: Sequence[Written], named: Sequence[Written], journey_zone: str | None
) -> Iterator[SuspectedError]:
    """Ask once for the zone of all clock times without one. `named` have one whose clock jumped."""
    offsets = cache(offsets_at)
    there: dict[Cell, str] = {}
    jumped: list[tuple[Written, str]] = [(w, w.when.zones[0]) for w in named]
    sure: list[Written] = []
    lost: list[Written] = []
    for w in unzoned:
        zone = w.zone or journey_zone
        if zone is None:
            lost.append(w)
        elif len(found := offsets(w.local(), zone)) == 1:
            there[w.cell] = w.iso(found[0])
            sure.append(w)
        else:
            jumped.append((w, zone))
    if sure:
        example = f"{shown(sure[0].text)} becomes {there[sure[0].cell]}{all_of(len(sure))}"
        own = (
            "its place’s own zone"
            if all(w.zone for w in sure)
            else (
                "its place’s own zone, or the journey’s where no place is known"
                if any(w.zone for w in sure)
                else f"the journey’s zone, {journey_zone}"
            )
        )
        mends = [Correction(f"Read each time in {own}: {example}", there)]
        if journey_zone and any(w.zone for w in sure):
            in_journey = _all_in(sure, journey_zone, f"the journey’s zone, {journey_zone}")
            mends += [in_journey] if in_journey.cells else []
        yield slip(
            "no-zone",
            [w.cell for w in sure],
            f"{_them(sure)} without a zone, so nobody can say which moment is meant.",
            [*mends, _all_in(sure, _UTC, "UTC")],
        )
    if lost:
        near = list(dict.fromkeys(w.zone for w in unzoned if w.zone))[:3]
        mends = [_all_in(lost, zone, "UTC" if zone == _UTC else zone) for zone in (*near, _UTC)]
        mends.sort(key=lambda mend: len(mend.cells), reverse=True)
        yield slip(
            "no-zone-no-place",
            [w.cell for w in lost],
            f"{_them(lost)} without a zone, and the place’s is not known either. Choose the "
            "place, or tell the journey’s zone, or choose here.",
            [mend for mend in mends if mend.cells],
        )
    yield from _clock_changes(jumped)


def _all_in(written: Sequence[Written], zone: str, name: str) -> Correction:
    """Return what reads them in one zone, but for those that its clock jumped over or repeated."""
    offsets = cache(offsets_at)
    texts = {
        w.cell: w.iso(found[0]) for w in written if len(found := offsets(w.local(), zone)) == 1
    }
    count = f" ({len(texts)} of {len(written)} cells)"
    return Correction(
        f"Read {'them' if len(written) > 1 else 'it'} as {name}"
        + (all_of(len(texts)) if len(texts) == len(written) else count),
        texts,
    )


def _clock_changes(jumped: Sequence[tuple[Written, str]]) -> Iterator[SuspectedError]:
    """Name the times that the clock showed twice, or not at all."""
    twice = [(w, both) for w, zone in jumped if (both := offsets_at(w.local(), zone))]
    never = [(w, zone) for w, zone in jumped if not offsets_at(w.local(), zone)]
    if twice:
        first, both = twice[0]
        yield slip(
            "clock-twice",
            [w.cell for w, _ in twice],
            f"The clock was put back that night: {shown(first.text)} was there twice.",
            [
                Correction(
                    f"It was the {which} time: {shown(first.text)} becomes {first.iso(both[i])}"
                    f"{all_of(len(twice))}",
                    {w.cell: w.iso(offsets[i]) for w, offsets in twice},
                )
                for i, which in enumerate(("first", "second"))
            ],
        )
    if never:
        first, zone = never[0]
        yield slip(
            "clock-skipped",
            [w.cell for w, _ in never],
            f"The clock was put forward over this time, so it never showed it: "
            f"{shown(first.text)} in {zone}, {rows_in_words(w.row for w, _ in never)}. "
            "Write another time, or give its offset.",
        )
