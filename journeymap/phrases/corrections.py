"""What a correction of a table does, in sentences."""

from __future__ import annotations

from journeymap.authoring.corrections.correction import Correction, CorrectionKind
from journeymap.authoring.corrections.details import Change, DateReading, Visit, ZoneReading
from journeymap.authoring.corrections.parse_moments import DateOrder
from journeymap.phrases.forms import Forms, day_in_words, number_list, quoted
from journeymap.phrases.suspected_errors import REGIONS

# Room for both ends of a window.
_TWO_TIMES = 60

# By the kind of correction. {before} and {after} are an example.
_IN_ROWS = {
    CorrectionKind.SWAP_POSITION: Forms(
        "Swap lat and lon: {before} becomes {after}",
        "Swap lat and lon: {before} becomes {after} (all {count} rows)",
    ),
    CorrectionKind.WRITE_PAIR: Forms(
        "Write it into lat and lon: {before} becomes {after}",
        "Write it into lat and lon: {before} becomes {after} (all {count} rows)",
    ),
    CorrectionKind.WRITE_DEGREES: Forms(
        "Write decimal degrees: {before} becomes {after}",
        "Write decimal degrees: {before} becomes {after} (all {count} rows)",
    ),
    CorrectionKind.WRITE_POINT: Forms(
        "Write a decimal point: {before} becomes {after}",
        "Write a decimal point: {before} becomes {after} (all {count} rows)",
    ),
    CorrectionKind.EMPTY_POSITION: Forms(
        "Empty lat and lon in row {rows}", "Empty lat and lon in rows {rows}"
    ),
    CorrectionKind.CHANGE_SIGN: Forms(
        "Change the sign: {before} becomes {after}",
        "Change the sign: {before} becomes {after} (all {count} rows)",
    ),
    CorrectionKind.SWAP_WINDOWS: Forms(
        "Swap time_from and time_to in row {rows}", "Swap time_from and time_to in rows {rows}"
    ),
    CorrectionKind.KEEP_PLACE: Forms(
        "Keep {place}; leave out row {rows}", "Keep {place}; leave out rows {rows}"
    ),
    CorrectionKind.REMOVE_ROWS: Forms("Remove row {rows}", "Remove rows {rows}"),
    CorrectionKind.SWAP_POSITION_IN_ROW: Forms(
        "Swap lat and lon in row {rows}: {before} becomes {after}"
    ),
    CorrectionKind.CHANGE_SIGN_IN_ROW: Forms(
        "Change the sign of {column} in row {rows}: {before} becomes {after}"
    ),
    CorrectionKind.EXCHANGE_DAY_AND_MONTH: Forms(
        "Exchange day and month in row {rows}: {before} becomes {after}"
    ),
    CorrectionKind.CHANGE_BY_12_HOURS: Forms(
        "Change the time by 12 hours in row {rows}: {before} becomes {after}"
    ),
    CorrectionKind.READ_AS_PAIR: Forms("Read it as latitude {lat} and longitude {lon}"),
    CorrectionKind.READ_AS_NUMBER: Forms("Read it as {number} in {column}"),
}
_IN_CELLS = {
    CorrectionKind.WRITE_ISO: Forms(
        "Write this time as ISO: {before} becomes {after}",
        "Write these times as ISO: {before} becomes {after} (all {count} cells)",
    ),
    CorrectionKind.READ_WINDOW: Forms(
        "Read {before} as {after}",
        "Read {before} as {after} (all {count} cells)",
    ),
    CorrectionKind.READ_DAY_NUMBERS: Forms(
        "Read it as a spreadsheet’s date: {before} becomes {after}",
        "Read them as a spreadsheet’s dates: {before} becomes {after} (all {count} cells)",
    ),
    CorrectionKind.READ_FIRST_TIME: Forms(
        "It was the first of the two times: {before} becomes {after}",
        "It was the first of the two times: {before} becomes {after} (all {count} cells)",
    ),
    CorrectionKind.READ_SECOND_TIME: Forms(
        "It was the second of the two times: {before} becomes {after}",
        "It was the second of the two times: {before} becomes {after} (all {count} cells)",
    ),
    CorrectionKind.READ_ZONE_NAME: Forms(
        "Read {name} as the zone of {region}: {before} becomes {after}",
        "Read {name} as the zone of {region}: {before} becomes {after} (all {count} cells)",
    ),
    CorrectionKind.READ_IN_PLACE_ZONES: Forms(
        "Read it in the zone of its place: {before} becomes {after}",
        "Read each time in the zone of its place: {before} becomes {after} (all {count} cells)",
    ),
    CorrectionKind.READ_IN_PLACE_OR_JOURNEY_ZONES: Forms(
        "",  # it takes two cells, of which one has a place
        "Read each time in the zone of its place, or of the journey where no place is known: "
        "{before} becomes {after} (all {count} cells)",
    ),
    CorrectionKind.READ_IN_JOURNEY_ZONE: Forms(
        "Read it in the zone of the journey, {zone}: {before} becomes {after}",
        "Read each time in the zone of the journey, {zone}: {before} becomes {after} "
        "(all {count} cells)",
        "Read each time in the zone of the journey, {zone}: {before} becomes {after} "
        "({count} of {total} cells)",
    ),
    CorrectionKind.READ_IN_ZONE: Forms(
        "Read it in {zone}: {before} becomes {after}",
        "Read each time in {zone}: {before} becomes {after} (all {count} cells)",
        "Read each time in {zone}: {before} becomes {after} ({count} of {total} cells)",
    ),
}
_NO_ORDER = Forms("Read {text} as {day}", "Read {text} as {day} (all {count} cells)")
_DATES = {
    DateOrder.DAY_FIRST: Forms(
        "Read {text} as {day}, day first", "Read {text} as {day}, day first (all {count} cells)"
    ),
    DateOrder.MONTH_FIRST: Forms(
        "Read {text} as {day}, month first",
        "Read {text} as {day}, month first (all {count} cells)",
    ),
    DateOrder.YEAR_FIRST: Forms(
        "Read {text} as {day}, year first", "Read {text} as {day}, year first (all {count} cells)"
    ),
    DateOrder.AS_WRITTEN: _NO_ORDER,
    DateOrder.OTHER_CENTURY: _NO_ORDER,
}
_SWAP_VISIT = Forms(
    "Swap the times of rows {arrival} and {departure}",
    "Swap the times of rows {arrival} and {departure} (all {count} pairs)",
)


def label(correction: Correction) -> str:
    """Return what a correction does, with an example."""
    kind, details, count = correction.kind, correction.details, len(correction.cells)
    match details:
        case DateReading(text, order, day):
            words = _DATES[order].of(count)
            return words.format(text=quoted(text), day=day_in_words(day), count=count)
        case ZoneReading() as reading:
            return (
                _IN_CELLS[kind]
                .of(count, reading.total)
                .format(
                    zone="UTC" if reading.zone == "Z" else reading.zone,
                    name=reading.name,
                    region=REGIONS.get(reading.name, {}).get(reading.zone, ""),
                    before=quoted(reading.change.before),
                    after=quoted(reading.change.after),
                    count=count,
                    total=reading.total,
                )
            )
        case Visit(_, arrival, departure, pairs):
            words = _SWAP_VISIT.of(pairs)
            return words.format(arrival=arrival, departure=departure, count=pairs)
        case Change(before, after) if kind in _IN_CELLS:
            words = _IN_CELLS[kind].of(count)
            return words.format(before=quoted(before), after=quoted(after), count=count)
        case _:
            return _in_rows(correction)


def _in_rows(correction: Correction) -> str:
    """Return the label of a correction that speaks of rows."""
    rows, details = correction.rows, correction.details
    change = details if isinstance(details, Change) else Change("", "")
    texts = {column: text for (_, column), text in correction.cells.items()}
    return (
        _IN_ROWS[correction.kind]
        .of(len(rows))
        .format(
            rows=number_list(rows),
            count=len(rows),
            before=quoted(change.before, _TWO_TIMES),
            after=quoted(change.after, _TWO_TIMES),
            place=quoted(details) if isinstance(details, str) else "",
            column=next(iter(texts)),
            number=next(iter(texts.values())),
            lat=texts.get("lat", ""),
            lon=texts.get("lon", ""),
        )
    )
