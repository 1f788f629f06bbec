"""What the command line says: its help, what it found, and what it did."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.phrases.forms import Forms

PROGRAM = "python -m journeymap"
ABOUT = "Journey maps from tables and recorded tracks: checked, converted, shown."
AFTER = """examples:
  python -m journeymap check trip.csv
  python -m journeymap convert trip.csv --to html
  python -m journeymap serve trip.csv ride.gpx
  python -m journeymap export kim-2023 --to geojson

`python -m journeymap COMMAND --help` has more of each."""

CHECK = "list what is wrong in files, and what is likely wrong"
CHECK_AFTER = """exit status:
  0  nothing is wrong
  1  there are problems, or suspected errors
  2  a file cannot be read

examples:
  python -m journeymap check trip.csv
  python -m journeymap check trip.csv ride.gpx --json"""
CONVERT = "write a file in another format"
CONVERT_AFTER = """The file is written into the current folder, and never over another one;
--out names it, and then it replaces one. Names of places are looked up without a
network, with --correct or --largest-town. Times without a time zone
are read with --correct and --zone.

examples:
  python -m journeymap convert trip.csv --to html --correct --zone place
  python -m journeymap convert ride.gpx --to geojson --out ride-1.geojson
  python -m journeymap convert ships.csv --to kml --all
  python -m journeymap convert trip.csv --to png --option width=1600 --option theme=dark"""
EXPORT = "write a built-in journey, or one of your data folder"
EXPORT_AFTER = """examples:
  python -m journeymap export                     the journeys that there are
  python -m journeymap export kim-2023 --to kml
  python -m journeymap export kim-2023 --to csv --out -
  python -m journeymap export voyage --data my-tables --to html"""
SERVE = "show files in the app, in the browser"
SERVE_AFTER = """The app runs on this machine alone until you stop it with Ctrl+C.
The files are read once, and nothing is written to them.

examples:
  python -m journeymap serve trip.csv
  python -m journeymap serve trip.csv ride.gpx --correct --port 8600"""

FILE = "a table, a recorded track, or a journey of this program; - reads from standard input"
FILES = "tables, recorded tracks, or journeys of this program"
ID = "id of a journey; without one, they are listed"
TO = "format to write: {formats}"
OUT = "file to write; - writes to standard output; with --all, a folder"
TRAVELLER = "name of one traveller, where a file has several"
EVERY = "take each traveller of the file, as a journey of its own"
CORRECT = (
    "take the corrections that leave no question, and the towns that alone have the name of a place"
)
LARGEST = "where several towns have the name of a place, take the largest"
TITLE = "title of the journey"
ZONE = (
    "time zone of times that have none, such as Europe/Berlin; “place” is that of each row’s place"
)
OPTION = "a parameter of the format, such as max_speed=100; may be given several times"
DATA = "folder of tables instead of the built-in ones"
JSON = "write one JSON document instead of text"
PORT = "port of the app"

# A line for each file or traveller that was checked.
_ROWS = Forms("one row", "{count:,} rows")
_PROBLEMS = Forms("one problem", "{count:,} problems")
_POINTS = "{count:,} recorded points"
NO_PROBLEMS = "no problems"
MORE = "  and {count:,} more; --json lists all"
HINT = "    {hint}"
AS_WRITTEN = " Written: “{value}”."
TAKEN = "    With --correct: {correction}"
CHOOSE = "    Choose one, in the table: {corrections}"
CHOOSE_ZONE = "    Choose one, with --correct and --zone: {corrections}"
NAMES = Forms(
    "“{place}” is not known as a place.", "“{place}” is not known as a place ({count:,} rows)."
)
NO_TOWN = "No town has this name. Give lat and lon in its row."
ONE_TOWN = "{town} is the only town of this name. --correct takes it."
TOWNS = "It can be {towns}. --largest-town takes the first, or give lat and lon."
OTHERS = "These columns were not understood: {columns}."
OTHERS_HINT = "Rename a column that matters to one of: {columns}."

WRITTEN = "Written: {file} ({size})"
CORRECTED = Forms("{name}: one correction was made.", "{name}: {count:,} corrections were made.")
TAKEN_TOWNS = Forms(
    "{name}: one place was looked up: {towns}.", "{name}: {count:,} places were looked up: {towns}."
)
LEFT = Forms(
    "{name}: one problem is left; check lists it.",
    "{name}: {count:,} problems are left; check lists them.",
)
SEVERAL = "{name} has {count:,} travellers: {names}."
SEVERAL_HINT = "Choose one with --traveller NAME, or take each with --all."
SEVERAL_IN_NOTEBOOK = "Choose one: read(…, traveller=NAME)."
NO_SUCH_FRAME = "There is no frame “{name}”."
NO_SUCH_FRAME_HINT = "Ask for one of: {names}."
NO_GEOPANDAS = "geopandas is not installed."
NO_GEOPANDAS_HINT = "Install it with: pip install geopandas"
NO_FORMAT_NAMED = "“{name}” is not a format."
ONE_OF = "Choose one of: {names}."
NO_TRAVELLER = "{name} has no traveller “{traveller}”."
NO_TRAVELLER_HINT = "It has: {names}."
ONE_TRAVELLER = "the one that it has, which has no name"
NO_FILE = "{name} cannot be opened: {reason}."
NO_FILE_HINT = "Give the path of a file that you may read."
NOT_WRITTEN = "{name} cannot be written: {reason}."
NOT_WRITTEN_HINT = "Name another with --out."
IS_THERE = "{name} is there already."
ONE_OUTPUT = "{count:,} journeys cannot go to standard output together."
ONE_OUTPUT_HINT = "Name a folder with --out."
NO_FORMAT = "No format was chosen."
NO_FORMAT_HINT = "Add --to with one of: {formats}."
BAD_OPTION = "“{option}” is not a parameter of {ending}."
BAD_OPTION_HINT = "It has: {names}. Write --option NAME=VALUE."
NO_PARAMETERS = "none"
BAD_ZONE = "“{zone}” is not a time zone."
BAD_ZONE_HINT = "Write an IANA name, such as Europe/Berlin, or “place”."
READING = "Reading {name}"
WRITING = "Writing {name}"
BUG = "Something went wrong that is not the fault of your file: {reason}."
BUG_HINT = "Please report it; python -X dev -m journeymap shows where it happened."
STOPPED = "Stopped."
SERVING = "Journey Map is at {address} (stop it with Ctrl+C)"
SHOWN = "  {title}: {address}"
NOTHING_TO_SERVE = "None of the files has a journey that can be drawn."
NOTHING_TO_SERVE_HINT = "Correct what check lists, or try --correct and --largest-town."
DID_NOT_START = "The app did not start."
DID_NOT_START_HINT = "Choose another port with --port, and install requirements.txt."


def error_lines(why: str, hint: str) -> str:
    """Return an error as the command line shows it."""
    return f"{why}\n{hint}" if hint else why


def counted(rows: int, points: int, span: tuple[str, str] | None, problems: int) -> str:
    """Say in one line what is in a file: rows, points, days and problems."""
    parts = [_ROWS.of(rows).format(count=rows)]
    if points:
        parts.append(_POINTS.format(count=points))
    if span is not None:
        first, last = span
        parts.append(first if first == last else f"{first} to {last}")
    parts.append(_PROBLEMS.of(problems).format(count=problems) if problems else NO_PROBLEMS)
    return ", ".join(parts)


def size_in_words(size: int) -> str:
    """Say the size of a file: `120 kB`."""
    return f"{size / 1000:,.0f} kB" if size >= 1000 else f"{size} bytes"


def names_in_words(names: Sequence[str], most: int = 20, between: str = ", ") -> str:
    """List names, the first of many."""
    shown = between.join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most:,} more"
