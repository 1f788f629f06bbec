"""Which time zone times are of that name none, or several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from journeymap.authoring.corrections.correction import (
    Cell,
    Correction,
    CorrectionKind,
    ErrorKind,
    SuspectedError,
    suspected_error,
)
from journeymap.authoring.corrections.details import Change, ClockTime, ZoneNames, ZoneReading
from journeymap.authoring.corrections.parse_moments import offsets_at
from journeymap.authoring.corrections.written_times import WrittenTime
from journeymap.authoring.corrections.zone_names import UTC as _UTC

_MAX_ZONES_OFFERED = 3


def which_named_zone(times: Sequence[WrittenTime]) -> Iterator[SuspectedError]:
    """Ask which zone an abbreviation means that several zones share."""
    for name in dict.fromkeys(time.moment.zone for time in times):
        group = [time for time in times if time.moment.zone == name]
        offsets = group[0].moment.zones
        yield suspected_error(
            ErrorKind.ZONE_NAME,
            [time.cell for time in group],
            [
                Correction(
                    CorrectionKind.READ_ZONE_NAME,
                    {time.cell: time.iso(offset) for time in group},
                    ZoneReading(offset, group[0].change(offset), len(group), name),
                )
                for offset in offsets
            ],
            ZoneNames(name, offsets),
        )


def which_zone(
    without_zone: Sequence[WrittenTime],
    with_zone: Sequence[WrittenTime],
    journey_zone: str | None,
) -> Iterator[SuspectedError]:
    """Ask once for the zone of all times without one. The clock changed at those `with_zone`."""
    offsets = cache(offsets_at)
    changes: dict[Cell, Change] = {}
    zone_known: list[WrittenTime] = []
    zone_unknown: list[WrittenTime] = []
    clock_changed = [(time, time.moment.zones[0]) for time in with_zone]
    for time in without_zone:
        zone = time.place_zone or journey_zone
        if zone is None:
            zone_unknown.append(time)
        elif len(found := offsets(time.local(), zone)) == 1:
            changes[time.cell] = time.change(found[0])
            zone_known.append(time)
        else:
            clock_changed.append((time, zone))
    if zone_known:
        yield _zone_known(zone_known, changes, journey_zone)
    if zone_unknown:
        place_zones = dict.fromkeys(time.place_zone for time in without_zone if time.place_zone)
        zones = (*list(place_zones)[:_MAX_ZONES_OFFERED], _UTC)
        corrections = [
            correction
            for zone in zones
            if (correction := _all_in(zone_unknown, zone, CorrectionKind.READ_IN_ZONE)).cells
        ]
        corrections.sort(key=lambda correction: len(correction.cells), reverse=True)
        yield suspected_error(
            ErrorKind.NO_ZONE_NO_PLACE, [time.cell for time in zone_unknown], corrections
        )
    yield from _clock_changes(clock_changed)


def _zone_known(
    times: Sequence[WrittenTime], changes: Mapping[Cell, Change], journey_zone: str | None
) -> SuspectedError:
    """Ask for the zone of times whose place, or journey, has one."""
    if all(time.place_zone for time in times):
        kind = CorrectionKind.READ_IN_PLACE_ZONES
    elif any(time.place_zone for time in times):
        kind = CorrectionKind.READ_IN_PLACE_OR_JOURNEY_ZONES
    else:
        kind = CorrectionKind.READ_IN_JOURNEY_ZONE
    reading = ZoneReading(journey_zone or "", changes[times[0].cell], len(times))
    corrected = {cell: change.after for cell, change in changes.items()}
    corrections = [Correction(kind, corrected, reading)]
    if journey_zone and any(time.place_zone for time in times):
        in_journey = _all_in(times, journey_zone, CorrectionKind.READ_IN_JOURNEY_ZONE)
        corrections += [in_journey] if in_journey.cells else []
    corrections.append(_all_in(times, _UTC, CorrectionKind.READ_IN_ZONE))
    return suspected_error(ErrorKind.NO_ZONE, [time.cell for time in times], corrections)


def _all_in(times: Sequence[WrittenTime], zone: str, kind: CorrectionKind) -> Correction:
    """Return the correction to one zone, without the times that its clock skipped or repeated."""
    offsets = cache(offsets_at)
    changes = {
        time.cell: time.change(found[0])
        for time in times
        if len(found := offsets(time.local(), zone)) == 1
    }
    corrected = {cell: change.after for cell, change in changes.items()}
    example = next(iter(changes.values()), Change("", ""))
    return Correction(kind, corrected, ZoneReading(zone, example, len(times)))


def _clock_changes(times: Sequence[tuple[WrittenTime, str]]) -> Iterator[SuspectedError]:
    """Find the times that the clock showed twice, or not at all."""
    twice = [
        (time, zone, offsets) for time, zone in times if (offsets := offsets_at(time.local(), zone))
    ]
    never = [(time, zone) for time, zone in times if not offsets_at(time.local(), zone)]
    if twice:
        first, zone, offsets_of_first = twice[0]
        choices = (CorrectionKind.READ_FIRST_TIME, CorrectionKind.READ_SECOND_TIME)
        yield suspected_error(
            ErrorKind.CLOCK_TWICE,
            [time.cell for time, _, _ in twice],
            [
                Correction(
                    kind,
                    {time.cell: time.iso(offsets[i]) for time, _, offsets in twice},
                    first.change(offsets_of_first[i]),
                )
                for i, kind in enumerate(choices)
            ],
            ClockTime(first.text, zone),
        )
    if never:
        first, zone = never[0]
        yield suspected_error(
            ErrorKind.CLOCK_SKIPPED,
            [time.cell for time, _ in never],
            details=ClockTime(first.text, zone),
        )
