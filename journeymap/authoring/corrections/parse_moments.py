"""
Times as people write them, parsed as far as possible without guessing.

`journeymap.times` reads the table, strictly. This module finds out what other texts can mean.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from journeymap.authoring.corrections.date_words import folded, in_few_words, months
from journeymap.authoring.corrections.zone_names import UTC as _UTC
from journeymap.authoring.corrections.zone_names import ZONES
from journeymap.dates import ABOUT, About, tz_of
from journeymap.times import known_zones

_MAX_LENGTH = 64
# Later seconds are no moments that `journeymap.times` can hold.
_LAST_UNIX_SECOND = 9_200_000_000


class DateOrder(StrEnum):
    """In which order the numbers of a date are read, or in which century its two-digit year is."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"
    AS_WRITTEN = "as-written"
    OTHER_CENTURY = "other-century"


@dataclass(frozen=True)
class ParsedMoment:
    """
    What a written time can mean.

    Attributes
    ----------
    days
        Its possible days by the order that gives each, likeliest by convention first.
    clock
        The time of day; None when only a day is written.
    zones
        The offsets (`+09:00`, `Z`) or IANA names that its zone can mean; empty when none is
        written.
    zone
        The zone as written.
    short_year
        Whether the year has two digits only.
    dotted
        Whether dots separate the numbers, which usually means day first.
    spread
        Minutes before and after the time of day, where that is stated only roughly.
    """

    days: Mapping[DateOrder, dt.date]
    clock: dt.time | None = None
    zones: tuple[str, ...] = ()
    zone: str = ""
    short_year: bool = False
    dotted: bool = False
    spread: tuple[int, int] = (0, 0)


_WEEKDAYS = (
    "mon|monday|tue|tues|tuesday|wed|wednesday|thu|thur|thurs|thursday|fri|friday|sat|saturday|sun|"
    "sunday|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс"
)
_AFTERNOON = {"오후", "午後", "下午"}

_YEAR = r"(?P<year>\d{4})(?:\s?(?:г\.|года|г)(?!\w))?"
_ANY_YEAR = r"(?P<year>\d{4}|’?'?\d{2})(?!\d)(?:\s?(?:г\.|года|г)(?!\w))?"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_NAME = r"(?P<name>[^\W\d_]{3,10})"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        r"(?<!\d)(?P<year>\d{4})\s?(?P<mark>[-/.])\s?(?P<month>\d\d?)\s?(?P=mark)\s?(?P<day>\d\d?)(?!\d)\.?",
        rf"(?<!\d)(?P<a>\d{{1,2}})\s?(?P<mark>[-/.])\s?(?P<b>\d{{1,2}})\s?(?P=mark)\s?{_ANY_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th|\.)?[ -]?(?:of )?{_NAME}\.?,?[ -]?{_ANY_YEAR}",
        rf"{_NAME}\.? ?{_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
    )
)
_REST = re.compile(
    rf"(?:(?:{_WEEKDAYS})\.?[ ,]*)?(?:(?:t|at|в|um|à) ?)?"
    r"(?P<time>(?P<before>오전|오후|午前|午後|上午|下午)? ?(?P<hour>\d{1,2})"
    r"(?: ?[:.h時时시] ?(?:(?P<minute>\d{1,2})(?: ?[分분])?)?"
    r"(?: ?[:.] ?(?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r" ?(?P<half>[ap]\.? ?m\.?)?)?"
    r" ?[(\[]?(?P<zone>(?:utc|gmt)? ?[+\-−]\d{1,2}(?::?\d{2})?|[^\W\d_]{1,4}"
    r"|[a-z_]+/[a-z0-9_/+\-]+)?"
    rf"[)\]]?(?:[ ,]*(?:{_WEEKDAYS})\.?)?",
)
_OF_DATE = ("year", "month", "day")
_DAYS_IN_WORDS = tuple(
    re.compile(rf"(?<![\d/.:-]){pattern}(?![\d/.:-]| bc)")
    for pattern in (
        r"(?P<day>\d\d?) m(?P<month>\d\d?) (?P<year>\d{3,4})",
        r"m(?P<month>\d\d?) (?P<day>\d\d?) (?P<year>\d{3,4})",
        r"(?P<year>\d{4}) m(?P<month>\d\d?) (?P<day>\d\d?)",
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    )
)
_PARTS_OF_DAY = ("morning", "afternoon", "evening", "night")
_AT = {"um", "and", "hour", "century"}  # what prepositions before a time of day mean elsewhere
_HALVES = {"morning": " am", "afternoon": " pm", "evening": " pm"}
# A second date in the rest: two moments, or a range.
_IN_DATE = re.compile(r"\bm\d|\d{3}|\bbc\b")
_HOUR = re.compile(r"(?<=\d[:.]\d\d) hour\b")
_UNIX = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d{1,9})?\Z", re.ASCII)
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+\-−])(\d{1,2})(?::?(\d{2}))?")
_PLAIN = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<clock>\d{2}:\d{2}(?::\d{2})?))?(?:\.0+)?\Z", re.ASCII
)


def parse_written_moment(text: str, about: About = ABOUT) -> ParsedMoment | None:
    """Return what the text can mean as a time; None when it is not understood."""
    text = text.strip()
    if not text or len(text) > _MAX_LENGTH:
        return None
    try:
        if plain := _PLAIN.match(text):
            clock = dt.time.fromisoformat(plain["clock"]) if plain["clock"] else None
            return ParsedMoment({DateOrder.AS_WRITTEN: dt.date.fromisoformat(plain["day"])}, clock)
        if unix := _UNIX.match(text):
            return _unix(int(unix[1]))
    except ValueError:
        return None
    few = in_few_words(text)
    text = " ".join(unicodedata.normalize("NFKC", text).casefold().replace(", ", " ").split())
    for pattern in _DATES:
        if (date := pattern.search(text)) is None:
            continue
        days = dict(_days(date))
        rest = _REST.fullmatch(f"{text[: date.start()]} {text[date.end() :]}".strip(" ,"))
        if days and rest and (moment := _with_clock(date, days, rest)):
            return moment
    return _in_words(few, about)


def _in_words(words: str, about: About) -> ParsedMoment | None:
    """Return the moment of a day in few words, with a time of day or a part of it, if any."""
    date = next((found for each in _DAYS_IN_WORDS if (found := each.search(words))), None)
    if date is None:
        return None
    try:
        days = {DateOrder.AS_WRITTEN: dt.date(*(int(date[name]) for name in _OF_DATE))}
    except ValueError:
        return None
    text = " ".join(f"{words[: date.start()]} {words[date.end() :]}".split())
    if text in {"noon", *_PARTS_OF_DAY}:
        noon = (12 - about.minutes / 60, 12 + about.minutes / 60)
        begin, end = noon if text == "noon" else getattr(about, text)
        middle = dt.time(12) if text == "noon" else dt.time(int(begin), round(begin % 1 * 60))
        shown = middle.hour + middle.minute / 60
        spread = (round((shown - begin) * 60), round((end - shown) * 60))
        return ParsedMoment(days, middle, spread=spread)
    rough = text.startswith("about ")
    parts = text.removeprefix("about ").split()
    while parts and parts[0] in _AT:
        del parts[0]
    clock = " ".join(parts)
    for part, half in _HALVES.items():
        if part in clock.split():
            clock = " ".join(each for each in clock.split() if each != part) + half
    rest = _REST.fullmatch(
        _HOUR.sub("", clock).replace(" hour", " h").replace("xam", "am").replace("xpm", "pm")
    )
    moment = _with_clock(date, days, rest) if rest and not _IN_DATE.search(clock) else None
    if moment is None or (rough and moment.clock is None):
        return None
    return replace(moment, spread=(about.minutes, about.minutes)) if rough else moment


def _with_clock(
    date: re.Match[str], days: Mapping[DateOrder, dt.date], rest: re.Match[str]
) -> ParsedMoment | None:
    parts = date.groupdict()
    clock = _clock(rest)
    zone = (rest["zone"] or "").upper()
    zones = _zones(zone) if zone else ()
    if (rest["time"] and clock is None) or (zone and (clock is None or not zones)):
        return None
    return ParsedMoment(
        days,
        clock,
        zones,
        zone,
        short_year=len(parts["year"]) < 4,
        dotted=parts.get("mark") == ".",
    )


def _unix(seconds: int) -> ParsedMoment | None:
    if not 10**9 <= seconds < _LAST_UNIX_SECOND:
        return None
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    return ParsedMoment({DateOrder.AS_WRITTEN: moment.date()}, moment.time(), (_UTC,), _UTC)


def _days(date: re.Match[str]) -> Iterator[tuple[DateOrder, dt.date]]:
    """The days that exist among the readings of a date; equal ones only once."""
    parts = date.groupdict()
    digits = parts["year"].strip("'’")
    short = len(digits) == 2
    # POSIX strptime: 69 to 99 are of the 20th century, 00 to 68 of the 21st.
    year = int(digits) + (1900 if int(digits) >= 69 else 2000) * short
    if "a" in parts:
        a, b = int(parts["a"]), int(parts["b"])
        candidates = [(DateOrder.DAY_FIRST, year, b, a), (DateOrder.MONTH_FIRST, year, a, b)]
        if a == b and not short:  # the same in either order: it proves neither
            candidates = [(DateOrder.AS_WRITTEN, year, a, b)]
        if short:
            candidates.append((DateOrder.YEAR_FIRST, 2000 + a, b, int(digits)))
    elif (month := parts.get("month") or months().get(folded(parts["name"]))) is not None:
        candidates = [(DateOrder.AS_WRITTEN, year, int(month), int(parts["day"]))]
    else:
        return
    found: list[dt.date] = []
    for order, *numbers in candidates:
        try:
            day = dt.date(*numbers)
        except ValueError:
            continue
        if day not in found:
            found.append(day)
            yield order, day
    if short and len(found) == 1:
        century = 100 if found[0].year < 2000 else -100
        if (found[0].month, found[0].day) != (2, 29):
            yield DateOrder.OTHER_CENTURY, found[0].replace(year=found[0].year + century)


def _clock(rest: re.Match[str]) -> dt.time | None:
    if not rest["time"]:
        return None
    hour = int(rest["hour"])
    half = (rest["half"] or "")[:1]
    if rest["before"]:
        half = "p" if rest["before"] in _AFTERNOON else "a"
    bare = rest["time"].strip().isdigit()
    if bare or (half and not 0 <= hour <= 12) or (half and rest["half"] and hour == 0):
        return None  # a number alone is no time of day, and there is no 14 pm
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return dt.time(hour, int(rest["minute"] or 0), int(rest["second"] or 0))
    except ValueError:
        return None


def _zones(zone: str) -> tuple[str, ...]:
    if offset := _OFFSET.fullmatch(zone.casefold()):
        sign, hours, minutes = offset[1], int(offset[2]), int(offset[3] or 0)
        if hours * 60 + minutes > 14 * 60 or minutes > 59:
            return ()
        return (f"{'+' if sign == '+' else '-'}{hours:02d}:{minutes:02d}",)
    if zone in ZONES:
        return ZONES[zone]
    name = _iana().get(zone)
    return (name,) if name else ()


@cache
def _iana() -> dict[str, str]:
    return {name.upper(): name for name in known_zones() if "/" in name}


def offsets_at(local: dt.datetime, zone: str) -> tuple[str, ...]:
    """
    Return the offsets that a clock reading can have in a zone.

    `local` is naive; `zone` is an IANA name or an offset itself. Usually one; two, the earlier
    moment's first, when the clock is put back over this reading; none when it is put forward
    past it (PEP 495).
    """
    if zone[0] in "+-" or zone == _UTC:
        return (zone,)
    info = tz_of(zone)
    first = local.replace(tzinfo=info).utcoffset() or dt.timedelta()
    second = local.replace(tzinfo=info, fold=1).utcoffset() or dt.timedelta()
    if first < second:
        return ()
    return tuple(map(offset_text, dict.fromkeys((first, second))))


def offset_text(offset: dt.timedelta) -> str:
    """`+09:00`, or `Z` for UTC. Local mean times, of before zones, are rounded to the minute."""
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return _UTC
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def iso(day: dt.date, clock: dt.time | None, offset: str = "") -> str:
    """`2023-09-12`, or `2023-09-12T14:05+09:00`, with seconds only where there are some."""
    if clock is None:
        return day.isoformat()
    seconds = "seconds" if clock.second else "minutes"
    return f"{day.isoformat()}T{clock.isoformat(seconds)}{offset}"
