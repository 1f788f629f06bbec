"""
Times as people write them, parsed as far as possible without guessing.

`journeymap.times` reads the table, strictly. This module finds out what other texts can mean.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from journeymap.times import known_zones

_MAX_LENGTH = 64
_UTC = "Z"
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
    """

    days: Mapping[DateOrder, dt.date]
    clock: dt.time | None = None
    zones: tuple[str, ...] = ()
    zone: str = ""
    short_year: bool = False
    dotted: bool = False


# Fixed offsets, except for Moscow and Vladivostok, which changed theirs. Where there are several,
# the person is asked which is meant. Sources: the abbreviations of the tz database, and the list of
# timeanddate.com.
ZONES: dict[str, tuple[str, ...]] = {
    "Z": (_UTC,),
    "UTC": (_UTC,),
    "GMT": (_UTC,),
    "UT": (_UTC,),
    "KST": ("+09:00",),
    "JST": ("+09:00",),
    "HKT": ("+08:00",),
    "SGT": ("+08:00",),
    "ICT": ("+07:00",),
    "NPT": ("+05:45",),
    "PKT": ("+05:00",),
    "VLAT": ("Asia/Vladivostok",),
    "MSK": ("Europe/Moscow",),
    "МСК": ("Europe/Moscow",),
    "WET": ("+00:00",),
    "WEST": ("+01:00",),
    "CET": ("+01:00",),
    "CEST": ("+02:00",),
    "MEZ": ("+01:00",),
    "MESZ": ("+02:00",),
    "EET": ("+02:00",),
    "EEST": ("+03:00",),
    "EDT": ("-04:00",),
    "CDT": ("-05:00",),
    "MDT": ("-06:00",),
    "PDT": ("-07:00",),
    "AKST": ("-09:00",),
    "AKDT": ("-08:00",),
    "HST": ("-10:00",),
    "AEST": ("+10:00",),
    "AEDT": ("+11:00",),
    "ACST": ("+09:30",),
    "AWST": ("+08:00",),
    "NZST": ("+12:00",),
    "NZDT": ("+13:00",),
    "SAST": ("+02:00",),
    "CST": ("+08:00", "-06:00", "-05:00"),
    "IST": ("+05:30", "+02:00", "+01:00"),
    "BST": ("+01:00", "+06:00"),
    "EST": ("-05:00", "+10:00"),
    "PST": ("-08:00", "+08:00"),
    "AST": ("-04:00", "+03:00"),
    "MST": ("-07:00", "+08:00", "+06:30"),
}

_MONTHS = (
    "january february march april may june july august september october november december",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
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
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+\-−])(\d{1,2})(?::?(\d{2}))?")
_PLAIN = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<clock>\d{2}:\d{2}(?::\d{2})?))?(?:\.0+)?\Z", re.ASCII
)


def parse_written_moment(text: str) -> ParsedMoment | None:
    """Return what the text can mean as a time; None when it is not understood."""
    text = text.strip()
    if not text or len(text) > _MAX_LENGTH:
        return None
    try:
        if plain := _PLAIN.match(text):
            clock = dt.time.fromisoformat(plain["clock"]) if plain["clock"] else None
            return ParsedMoment({DateOrder.AS_WRITTEN: dt.date.fromisoformat(plain["day"])}, clock)
        if text.isascii() and text.isdigit() and len(text) in {10, 13}:
            return _unix(int(text[:10]))
    except ValueError:
        return None
    text = " ".join(unicodedata.normalize("NFKC", text).casefold().replace(", ", " ").split())
    for pattern in _DATES:
        if (date := pattern.search(text)) is None:
            continue
        days = dict(_days(date))
        rest = _REST.fullmatch(f"{text[: date.start()]} {text[date.end() :]}".strip(" ,"))
        if days and rest and (moment := _with_clock(date, days, rest)):
            return moment
    return None


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
        if short:
            candidates.append((DateOrder.YEAR_FIRST, 2000 + a, b, int(digits)))
    elif (month := parts.get("month") or _months().get(parts["name"])) is not None:
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


@cache
def _months() -> dict[str, int]:
    """Months by their names and by the beginnings, from three letters, that mean only one."""
    meant: dict[str, set[int]] = {}
    for names in _MONTHS:
        for month, name in enumerate(names.split(), start=1):
            for end in range(3, len(name) + 1):
                meant.setdefault(name[:end], set()).add(month)
    return {name: months.pop() for name, months in meant.items() if len(months) == 1}


def offsets_at(local: dt.datetime, zone: str) -> tuple[str, ...]:
    """
    Return the offsets that a clock reading can have in a zone.

    `local` is naive; `zone` is an IANA name or an offset itself. Usually one; two, the earlier
    moment's first, when the clock is put back over this reading; none when it is put forward
    past it (PEP 495).
    """
    if zone[0] in "+-" or zone == _UTC:
        return (zone,)
    info = zoneinfo.ZoneInfo(zone)
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
