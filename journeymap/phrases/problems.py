"""What is wrong in a table, and what to do about it, in sentences."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.errors import Problem
from journeymap.phrases.forms import Forms

# What people call encodings.
ENCODINGS = {
    "cp1252": "Western European (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp949": "Korean (cp949)",
    "cp932": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
}

# What is said of a file that is in order: how it was read.
NOTES = frozenset({"draft-read", "encoding-guessed"})


class Sentences(NamedTuple):
    """Why it is a problem, by number where there is a {count} of something, and what to do."""

    why: str | Forms
    hint: str


# By code. {column} is the problem's, the other names are its details.
SENTENCES = {
    # Any table.
    "row-too-long": Sentences(
        "The row has {count:,} cells; the header has {header:,}.",
        "Put quotation marks around a cell that contains the character between columns.",
    ),
    "row-unreadable": Sentences(
        "This row cannot be read: {reason}.",
        "Close every quotation mark, and double those inside a cell.",
    ),
    "column-unknown": Sentences(
        "This column is not known and was not read.", "The columns are: {columns}."
    ),
    "column-twice": Sentences(
        "Two columns have this name; the first was read.", "Remove one, or rename it."
    ),
    # The event table.
    "not-a-choice": Sentences(
        "This is not one of the words for {column}.", "Write one of: {words}."
    ),
    "not-a-latitude": Sentences(
        "Latitude is a number from −90 to 90.",
        "Write degrees with a decimal point, north positive; was it swapped with lon?",
    ),
    "not-a-longitude": Sentences(
        "Longitude is a number from −180 to 180.",
        "Write degrees with a decimal point, east positive.",
    ),
    "number-not-used": Sentences(
        "This is not a number of {unit} from {minimum:,g} to {maximum:,g}, so it is not used.",
        "Write {unit} with a decimal point, such as 2.5, or leave it empty.",
    ),
    "not-a-moment": Sentences(
        "This is neither a date nor a time with its offset from UTC.",
        "Write 2023-09-12T12:15+10:00, 2023-09-12 for the whole day, or 2023-09, 1812 or 1492~.",
    ),
    "not-a-web-address": Sentences(
        "This is not an http or https address, so it is not linked.",
        "Write the address of the page, beginning with https://.",
    ),
    "journey-of-several-lines": Sentences(
        "A journey's id is one line.", "Write a short id, such as kim-2023."
    ),
    "place-unknown": Sentences(
        "No place of this key or name is in places.csv.",
        "Add it there, or give lat and lon in this row.",
    ),
    "lat-or-lon-alone": Sentences("Only one of lat and lon is given.", "Give both, or neither."),
    "window-reversed": Sentences(
        "The latest time is before the earliest.",
        "Swap time_from and time_to, or correct one of them.",
    ),
    "local-mean-time": Sentences(
        Forms(
            "This time is from before standard time: it is read as local mean time of the place.",
            "{count:,} times are from before standard time: they are read as local mean time of "
            "the place.",
        ),
        "Nothing, if the clock was set by the sun; otherwise write the offset from UTC.",
    ),
    "claim-twice": Sentences(
        "Another row above has this claim id.", "Give each claim an id of its own, or none."
    ),
    "denies-no-event": Sentences(
        "No row has this event, so nothing is denied.",
        "Write the event's id as its own rows have it.",
    ),
    # The gazetteer.
    "place-without-key": Sentences(
        "The place has no key.", "Give it a short name of its own, such as khasan_station."
    ),
    "place-twice": Sentences(
        "Another place above has this key.", "Give each place a key of its own."
    ),
    "place-without-name": Sentences(
        "The place has no name.", "Give the name that a reader should see."
    ),
    "not-a-zone": Sentences(
        "This is not a time zone.", "Write an IANA name, such as Asia/Vladivostok."
    ),
    "not-metres": Sentences(
        "Accuracy is a number of metres.", "Write metres, such as 500, or leave it empty."
    ),
    # The meetings of a collection.
    "event-not-in-collection": Sentences(
        "No row of this collection has this event, so it is not shown.",
        "Write the event as its rows in routes.csv have it.",
    ),
    "claim-unknown": Sentences(
        "No row has this claim, so it is not shown.",
        "Write the claim’s id as its row in routes.csv has it.",
    ),
    "published-after-meeting": Sentences(
        "This was published after the meeting, so it did not foretell it.",
        "Name it under outcome, or correct its reported_at.",
    ),
    "published-before-meeting": Sentences(
        "This was published before the meeting, so it reports no outcome.",
        "Name it under expected, or correct its reported_at.",
    ),
    # Files of other programs.
    "encoding-guessed": Sentences(
        "The file is not UTF-8; it was read as {encoding}.",
        "If letters look wrong, save it as CSV UTF-8.",
    ),
    "bytes-replaced": Sentences(
        "Some bytes are not {encoding} text, the first at {position:,}; “�” stands for them.",
        "Save the file again as CSV UTF-8.",
    ),
    "file-damaged": Sentences(
        "The file is damaged at line {line:,}: {reason}. What stands before it was read.",
        "Export or send it again.",
    ),
    "points-left-out": Sentences(
        "Of {total:,} recorded points {nowhere:,} have no position on the earth and were left out.",
        "Nothing, if the line looks right.",
    ),
    "times-between": Sentences(
        "Of {total:,} recorded points {untimed:,} have no time and {unordered:,} one out of order. "
        "They lie between those that have one; {outside:,} are on the line before the first "
        "time or after the last.",
        "Nothing, if the line looks right.",
    ),
    "times-say-nothing": Sentences(
        "All recorded points have the same time, {moment}, or the time of a clock that was never "
        "set. They are read as a line without times.",
        "Export it with the times of its points, if there are any.",
    ),
    "route-planned": Sentences(
        "The times of the route’s points are when they were put on a map: nobody travels that "
        "fast. They are read as a line without times.",
        "Send a recorded track, or give each row its time.",
    ),
    "placemarks-as-track": Sentences(
        "The {count:,} placemarks are close in time: they were read as the points of a track.",
        "Nothing, if the line looks right.",
    ),
    "file-cut": Sentences(
        "The file breaks off, or is damaged. What stands before that was read.",
        "Copy it from the device again.",
    ),
    "sentences-left-out": Sentences(
        Forms(
            "One sentence with a wrong checksum was left out.",
            "{count:,} sentences with a wrong checksum were left out.",
        ),
        "Nothing, if the line looks right.",
    ),
    "events-without-place": Sentences(
        Forms(
            "One event has no place and was left out.",
            "{count:,} events have no place and were left out.",
        ),
        "Give them a location in the calendar, or add them as rows.",
    ),
    "events-repeated": Sentences(
        Forms(
            "One event repeats; its first time alone was read.",
            "{count:,} events repeat; their first times alone were read.",
        ),
        "Add the others as rows, if they belong to the journey.",
    ),
    "photographs-without-position": Sentences(
        Forms(
            "One picture does not say where it was taken and was left out.",
            "{count:,} pictures do not say where they were taken and were left out.",
        ),
        "Send the original files of the camera, or add their places as rows.",
    ),
    "files-not-read": Sentences(
        Forms("One file was not read: {names}.", "{count:,} files were not read: {names}."),
        "If they belong to the journey, send them by themselves.",
    ),
    "routes-not-read": Sentences(
        "There are routes of {count:,} points beside the recorded track; they were not read.",
        "To have them, send the routes in a file of their own.",
    ),
    "waypoints-elsewhen": Sentences(
        Forms(
            "One waypoint was made at a time outside the recorded track, and was left out: in GPX "
            "its time is when it was made.",
            "{count:,} waypoints were made at a time outside the recorded track, and were left "
            "out: in GPX their time is when they were made.",
        ),
        "If it belongs to the journey, add a row with its place and the time of the stop.",
    ),
    "no-times": Sentences(
        "No point in it has a time.", "Give each row its time, or keep a line without a timeline."
    ),
    "positions-left-out": Sentences(
        "Of {total:,} positions these were left out: {nowhere:,} at no place on the earth, "
        "{untimed:,} without a time.",
        "Nothing, if the line looks right.",
    ),
    "stays-left-out": Sentences(
        "Stays were left out: {nowhere:,} at no position on the earth, {inside:,} within another "
        "stay, {shorter:,} shorter ones for which a table has no room.",
        "Nothing, if the stays that matter are there.",
    ),
    "json-damaged": Sentences(
        "The file is damaged at character {position:,}: {reason}. What stands before it was read.",
        "Export or send it again.",
    ),
    "sheets-not-read": Sentences(
        Forms(
            "The sheet “{sheet}” was read; one other sheet was not.",
            "The sheet “{sheet}” was read; {count:,} other sheets were not.",
        ),
        "Put everything that belongs to the journey on one sheet.",
    ),
    "formula-without-result": Sentences(
        "This is a formula, and the file does not have its result.",
        "Open the file in a spreadsheet and save it there, or write the value.",
    ),
    "shapes-not-read": Sentences(
        Forms(
            "One shape that is neither a point nor a line was not read.",
            "{count:,} shapes that are neither points nor lines were not read.",
        ),
        "Nothing, if the journey is there without them.",
    ),
    "lines-not-read": Sentences(
        "{count:,} places or routes have lines of their own, so none of them was taken as the line "
        "of the journey.",
        "Nothing, if the journey is there without them. Otherwise send a file with one of them.",
    ),
    "links-not-followed": Sentences(
        Forms(
            "One link to a file elsewhere (NetworkLink) was not followed.",
            "{count:,} links to files elsewhere (NetworkLink) were not followed.",
        ),
        "Send those files themselves.",
    ),
    "row-above-header": Sentences(
        "This row stands above the header, row {header:,}, and was not read.",
        "Remove it, unless it is a title.",
    ),
    "row-of-units": Sentences(
        "This row has units or a second line of the header, and was not read as a stop.",
        "Remove it, unless it explains the columns.",
    ),
    "longitudes-beyond-180": Sentences(
        Forms(
            "One longitude is counted eastwards to 360°; it was written as degrees west.",
            "{count:,} longitudes are counted eastwards to 360°; they were written as degrees "
            "west.",
        ),
        "Nothing is to be done if the map shows the right side of the earth.",
    ),
    "recorded-in-local-time": Sentences(
        Forms(
            "One time has no offset from UTC; it was read in the time zone of its place ({zones}).",
            "{count:,} times have no offset from UTC; they were read in the time zone of their "
            "place ({zones}).",
        ),
        "If they are UTC, choose “date and time (UTC)” for their column.",
    ),
    "airports-by-code": Sentences(
        Forms(
            "One place was taken for the code of an airport, and looked up.",
            "{count:,} places were taken for codes of airports, and looked up.",
        ),
        "Correct the places in the table where an airport is another.",
    ),
    "recorded-words-left-out": Sentences(
        Forms(
            "One row with words is a point of the recording alone; {maximum:,} are events.",
            "{count:,} rows with words are points of the recording alone; {maximum:,} are events.",
        ),
        "Send the rest as a table of its own, or in parts.",
    ),
    "recorded-day-first": Sentences(
        "Nothing in the file says which of day and month comes first; the day was read first.",
        "If the month comes first, write the dates as 2024-05-31 and send the file again.",
    ),
    "no-column-of-places": Sentences(
        "No column has a name for places or positions.",
        "Name the column of the places “place”, or the positions “lat” and “lon”.",
    ),
    "no-column-of-times": Sentences(
        "No column has a name for times.", "Name the column of the times “time”."
    ),
    "text-cut": Sentences(
        "This text has {count:,} characters; the first {maximum:,} were read.", "Shorten it."
    ),
    "draft-unreadable": Sentences("{reason} What else is in the file was read instead.", "{hint}"),
    "draft-read": Sentences(
        "The file was written by Journey Map, and the journey saved in it was read.",
        "Changes made to its points and lines by another program are not seen; to have those, "
        "remove the “{draft}” from the file.",
    ),
}


def why(problem: Problem) -> str:
    """Return what is wrong."""
    sentence = SENTENCES[problem.code].why
    if isinstance(sentence, Forms):
        sentence = sentence.of(int(str(problem.details["count"])))
    return sentence.format_map(_named(problem))


def hint(problem: Problem) -> str:
    """Return what to do about it."""
    return SENTENCES[problem.code].hint.format_map(_named(problem))


def _named(problem: Problem) -> dict[str, object]:
    named = {"column": problem.column} | dict(problem.details)
    encoding = str(named.get("encoding"))
    return named | {"encoding": ENCODINGS.get(encoding, encoding)}


def as_row(problem: Problem) -> dict[str, object]:
    """Return a problem as a row of a list of many."""
    return {
        "table": problem.table,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "why": why(problem),
        "hint": hint(problem),
    }
