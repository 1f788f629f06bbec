"""Why something in a table is suspected to be wrong, in sentences."""

from __future__ import annotations

from journeymap.authoring.corrections.correction import ErrorKind, SuspectedError
from journeymap.authoring.corrections.details import (
    Certainty,
    ClockTime,
    DateQuestion,
    Far,
    MoreSpeeds,
    Quoted,
    Repeat,
    SeveralPlaces,
    Speed,
    Visit,
    ZoneNames,
)
from journeymap.authoring.corrections.order import MAX_CHOICES
from journeymap.authoring.corrections.parse_moments import DateOrder
from journeymap.phrases.forms import Forms, day_in_words, number_list, quoted
from journeymap.times import in_words

_HOURS_FROM_SECONDS = 5400

# Whose zone an abbreviation names, by its offset.
REGIONS = {
    "CST": {"+08:00": "China", "-06:00": "North America", "-05:00": "Cuba in summer"},
    "IST": {"+05:30": "India", "+02:00": "Israel", "+01:00": "Ireland"},
    "BST": {"+01:00": "Britain in summer", "+06:00": "Bangladesh"},
    "EST": {"-05:00": "North America", "+10:00": "Australia"},
    "PST": {"-08:00": "North America", "+08:00": "the Philippines"},
    "AST": {"-04:00": "Atlantic Canada", "+03:00": "Arabia"},
    "MST": {"-07:00": "North America", "+08:00": "Malaysia", "+06:30": "Myanmar"},
}


# By the kind of error. {rows} are the numbers of the rows, {count} is how many cells there are.
_OF_ROWS = {
    ErrorKind.SWAPPED: Forms(
        "Latitude and longitude look swapped in row {rows}.",
        "Latitude and longitude look swapped in rows {rows}.",
    ),
    ErrorKind.MINUS: Forms(
        "A minus sign seems to be missing in row {rows}, or should not be there.",
        "Minus signs seem to be missing in rows {rows}, or should not be there.",
    ),
    ErrorKind.PAIR: Forms(
        "One cell holds both latitude and longitude in row {rows}.",
        "One cell holds both latitude and longitude in each of rows {rows}.",
    ),
    ErrorKind.DEGREES: Forms(
        "The table needs decimal degrees, south and west negative; row {rows} has another format.",
        "The table needs decimal degrees, south and west negative; "
        "rows {rows} have another format.",
    ),
    ErrorKind.DECIMAL_COMMA: Forms(
        "Row {rows} has a decimal comma; the table needs a decimal point.",
        "Rows {rows} have a decimal comma; the table needs a decimal point.",
    ),
    ErrorKind.NULL_ISLAND: Forms(
        "Row {rows} has 0, 0: a point in the sea off Ghana that programs write for no position.",
        "Rows {rows} have 0, 0: a point in the sea off Ghana that programs write for no position.",
    ),
    ErrorKind.WINDOW_REVERSED: Forms(
        "time_to is before time_from in row {rows}.",
        "time_to is before time_from in rows {rows}.",
    ),
    ErrorKind.MORE_ONE_MOMENT: Forms("Rows {rows} are at several places at one moment as well."),
}
_OF_CELLS = {
    ErrorKind.TIME_FORMAT: Forms(
        "This time is clear, but not in the format that the table needs: 2023-09-12, or "
        "2023-09-12T12:15+10:00.",
        "These {count} times are clear, but not in the format that the table needs: 2023-09-12, or "
        "2023-09-12T12:15+10:00.",
    ),
    ErrorKind.DAY_NUMBERS: Forms(
        "This is a number, and not a date. Spreadsheets count days so, from 1900.",
        "This column has numbers, and not dates. Spreadsheets count days so, from 1900.",
    ),
    ErrorKind.NO_ZONE: Forms(
        "This time has no time zone, so nobody can say which moment is meant.",
        "These {count} times have no time zone, so nobody can say which moments are meant.",
    ),
    ErrorKind.NO_ZONE_NO_PLACE: Forms(
        "This time has no time zone, and the zone of its place is not known either. Choose the "
        "place, set the time zone of the journey, or choose here.",
        "These {count} times have no time zone, and the zones of their places are not known "
        "either. Choose the places, set the time zone of the journey, or choose here.",
    ),
}
_EVIDENCE = {
    Certainty.BEYOND_90: "There is no latitude beyond 90.",
    Certainty.DIRECTIONS: "The written directions, or a number beyond 90, show it.",
}
_FAR_FROM_PLACE = (
    "Row {row} lies {km} km from {place} as written, and {corrected_km} km from it once corrected."
)
_FAR_FROM_ROWS = (
    "Row {row} lies {km} km from the places before and after it as written, and "
    "{corrected_km} km from them once corrected."
)
_PAIR_OR_COMMA = "{text} in row {row} can be two numbers, or one with a decimal comma."
_SEVERAL_WINDOWS = "{text} in row {row} can mean more than one time."
_DAYS = {
    ErrorKind.DAY_OR_MONTH: "{text} can mean {days}.",
    ErrorKind.TWO_DIGIT_YEAR: "The year has only two digits: {text} can mean {days}.",
}
_PROOFS = {
    DateOrder.DAY_FIRST: "In row {row}, {text} can only be read day first.",
    DateOrder.MONTH_FIRST: "In row {row}, {text} can only be read month first.",
    DateOrder.YEAR_FIRST: "In row {row}, {text} can only be read year first.",
}
_ZONE_FOLLOWS = "You choose the time zone after that."
_ZONE_NAME = "{name} is the name of several time zones: {zones}."
_ZONE = "{region} (UTC{offset})"
_CLOCK_TWICE = "The clock was put back that night: it showed {text} twice."
_CLOCK_SKIPPED = Forms(
    "In {zone} the clock was put forward and never showed {text}, in row {rows}. Write another "
    "time, or add its offset from UTC.",
    "In {zone} the clock was put forward and never showed {text}. There are such times in rows "
    "{rows}. Write other times, or add their offsets from UTC.",
)
_DEPARTURE_FIRST = Forms(
    "Row {departure} leaves {place} before row {arrival} arrives there.",
    "{count} visits end before they begin: row {departure} leaves {place} before row {arrival} "
    "arrives there.",
)
_SEVERAL_PLACES = "Rows {rows} are at different places at one moment, {moment}: {places}."
_DUPLICATE = Forms(
    "Row {row} is the same as row {earlier}.",
    "{count} rows repeat an earlier one: row {row} is the same as row {earlier}.",
)
_TOO_FAST = (
    "Rows {rows}: {km} km from {start} to {end} in {duration} needs {kmh} km/h; the maximum "
    "speed is {limit} km/h."
)
_MORE_TOO_FAST = Forms(
    "One more pair of places needs more than {limit} km/h: rows {rows}.",
    "{count} more pairs of places need more than {limit} km/h, in rows {rows}.",
)
_MINUTES = Forms("1 minute", "{count} minutes")
_HOURS = "{count} hours"


def reason(error: SuspectedError) -> str:  # noqa: C901, PLR0911, PLR0912 - one case for each kind of details
    """Return why something is suspected to be wrong."""
    rows = number_list(error.rows)
    match error.details:
        case Far() as far:
            evidence = _FAR_FROM_ROWS if far.place is None else _FAR_FROM_PLACE
            return " ".join(
                (
                    _of_rows(error),
                    evidence.format(
                        row=far.row,
                        place=quoted(far.place or ""),
                        km=f"{far.km:,.0f}",
                        corrected_km=f"{far.corrected_km:,.0f}",
                    ),
                )
            )
        case Certainty() as certainty:
            return f"{_of_rows(error)} {_EVIDENCE[certainty]}"
        case Quoted(row, text) if error.kind is ErrorKind.SEVERAL_WINDOWS:
            return _SEVERAL_WINDOWS.format(row=row, text=quoted(text))
        case Quoted(row, text):
            return _PAIR_OR_COMMA.format(row=row, text=quoted(text))
        case DateQuestion() as question:
            return _which_day(error.kind, question)
        case ZoneNames(name, offsets):
            zones = (
                _ZONE.format(region=REGIONS[name][offset], offset=offset) for offset in offsets
            )
            return _ZONE_NAME.format(name=name, zones=", ".join(zones))
        case ClockTime(text, zone):
            if error.kind is ErrorKind.CLOCK_TWICE:
                return _CLOCK_TWICE.format(text=quoted(text))
            words = _CLOCK_SKIPPED.of(len(error.rows))
            return words.format(text=quoted(text), zone=zone, rows=rows)
        case Visit(place, arrival, departure, count):
            return _DEPARTURE_FIRST.of(count).format(
                place=quoted(place), arrival=arrival, departure=departure, count=count
            )
        case SeveralPlaces(moment, zone, places):
            return _SEVERAL_PLACES.format(
                rows=rows,
                moment=in_words(moment, zone),
                places=", ".join(map(quoted, places[:MAX_CHOICES])),
            )
        case Repeat(row, earlier, count):
            return _DUPLICATE.of(count).format(row=row, earlier=earlier, count=count)
        case Speed() as speed:
            return _TOO_FAST.format(
                rows=rows,
                km=f"{speed.km:,.0f}",
                start=quoted(speed.start),
                end=quoted(speed.end),
                duration=_duration(speed.seconds),
                kmh=f"{speed.kmh:,.0f}",
                limit=f"{speed.limit_kmh:,.0f}",
            )
        case MoreSpeeds(pairs, limit_kmh):
            words = _MORE_TOO_FAST.of(pairs)
            return words.format(rows=rows, count=f"{pairs:,}", limit=f"{limit_kmh:,.0f}")
        case None:
            if error.kind in _OF_CELLS:
                return _OF_CELLS[error.kind].of(error.cells).format(count=error.cells)
            return _of_rows(error)


def _of_rows(error: SuspectedError) -> str:
    return _OF_ROWS[error.kind].of(len(error.rows)).format(rows=number_list(error.rows))


def _which_day(kind: ErrorKind, question: DateQuestion) -> str:
    days = " or ".join(day_in_words(reading.day) for reading in question.readings)
    sentences = [_DAYS[kind].format(text=quoted(question.readings[0].text), days=days)]
    sentences += [
        _PROOFS[order].format(row=cell.row, text=quoted(cell.text))
        for cell, order in question.proofs
    ]
    return " ".join([*sentences, _ZONE_FOLLOWS] if question.zone_follows else sentences)


def _duration(seconds: float) -> str:
    if seconds >= _HOURS_FROM_SECONDS:
        return _HOURS.format(count=f"{seconds / 3600:,.1f}")
    minutes = round(seconds / 60)
    return _MINUTES.of(minutes).format(count=minutes)
