"""`convert` and `export`: a journey of a file, or of the tables, in one of the formats."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from journeymap.errors import JourneyMapError
from journeymap.exports import FORMATS
from journeymap.exports.parameters import ParameterError
from journeymap.journeys.library import Library
from journeymap.phrases import commands as words
from journeymap.settings import Settings
from journeymap.web.commands.check import problems_of
from journeymap.web.commands.files import FileJourney, Wishes, read_journeys
from journeymap.web.commands.progress import progress_bar

STANDARD_OUTPUT = "-"


class OutputError(JourneyMapError):
    """A file cannot be written."""


def convert(  # noqa: PLR0913 - what was asked for
    path: Path,
    ending: str,
    wishes: Wishes,
    base: Library,
    limits: Settings,
    *,
    out: str = "",
    options: Sequence[str] = (),
) -> None:
    """Write the journeys of a file. Raises a JourneyMapError when one cannot be."""
    asked = _asked(ending, options)
    with progress_bar(words.READING.format(name=path.name)) as progress:
        journeys = list(read_journeys(path, wishes, base, limits, progress))
    if len(journeys) > 1 and out == STANDARD_OUTPUT:
        raise OutputError(words.ONE_OUTPUT.format(count=len(journeys)), words.ONE_OUTPUT_HINT)
    for journey in journeys:
        body = FORMATS[ending].make(journey.library, journey.id, **asked)
        written(body, _target(journey.id, ending, out, several=wishes.every), out)
        say_what_was_done(journey)


def export(
    library: Library, name: str, ending: str, *, out: str = "", options: Sequence[str] = ()
) -> None:
    """Write a journey of a library. Raises a JourneyMapError when it cannot be."""
    body = FORMATS[ending].make(library, name, **_asked(ending, options))
    written(body, _target(name, ending, out, several=False), out)


def say_what_was_done(journey: FileJourney) -> None:
    """Tell of corrections and places that were taken, and of problems that are left."""
    lines = []
    if count := journey.corrections:
        lines.append(words.CORRECTED.of(count).format(name=journey.label, count=count))
    if count := len(journey.towns):
        towns = [f"{each.place.name}, {each.place.detail}" for each in journey.towns]
        said = words.TAKEN_TOWNS.of(count)
        listed = words.names_in_words(towns, most=6, between="; ")
        lines.append(said.format(name=journey.label, count=count, towns=listed))
    if count := problems_of(journey):
        lines.append(words.LEFT.of(count).format(name=journey.label, count=count))
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def written(body: bytes, target: Path, out: str) -> None:
    """Write a file, or to standard output. Raises OutputError."""
    if out == STANDARD_OUTPUT:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
        return
    try:
        # What was not named is not written over.
        with target.open("wb" if out else "xb") as file:
            file.write(body)
    except FileExistsError:
        raise OutputError(words.IS_THERE.format(name=target), words.NOT_WRITTEN_HINT) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(
            words.NOT_WRITTEN.format(name=target, reason=reason), words.NOT_WRITTEN_HINT
        ) from None
    size = words.size_in_words(len(body))
    sys.stderr.write(f"{words.WRITTEN.format(file=target, size=size)}\n")


def _target(name: str, ending: str, out: str, *, several: bool) -> Path:
    plain = f"{name}.{ending}"
    if not out or out == STANDARD_OUTPUT:
        return Path(plain)
    if several or Path(out).is_dir():
        try:
            Path(out).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise OutputError(
                words.NOT_WRITTEN.format(name=out, reason=reason), words.NOT_WRITTEN_HINT
            ) from None
        return Path(out) / plain
    return Path(out)


def _asked(ending: str, options: Sequence[str]) -> Mapping[str, object]:
    """Return the values of the format's parameters. Raises ParameterError."""
    known = {each.name for each in FORMATS[ending].parameters}
    query = {}
    for option in options:
        name, equals, value = option.partition("=")
        if name not in known or not equals:
            names = ", ".join(sorted(known)) or words.NO_PARAMETERS
            raise ParameterError(
                words.BAD_OPTION.format(option=option, ending=ending),
                words.BAD_OPTION_HINT.format(names=names),
            )
        query[name] = value
    return FORMATS[ending].asked(query)
