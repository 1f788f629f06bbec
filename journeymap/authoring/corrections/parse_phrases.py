"""Coarse and rough dates in words, as what the table reads: `spring 1812` is `1812-21`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from journeymap.authoring.corrections.date_words import in_few_words
from journeymap.dates import (
    ABOUT,
    About,
    Calendar,
    Dating,
    Day,
    day_number,
    day_of,
    day_text,
    exists,
    months_later,
    year_text,
)
from journeymap.times import parse_window

_MAX_LENGTH = 64
_OPEN = ".."
_YEAR = r"(?P<year>\d{3,4}|\d{1,4}(?= bc))(?P<bc> bc)?"
_MONTH, _DAY = r"m(?P<month>\d\d?)", r"(?P<day>\d\d?)"
_NUMERIC_MONTH = r"(?P<month>\d\d?)"
_PATTERNS = {
    name: [re.compile(pattern) for pattern in patterns]
    for name, patterns in {
        "day": (
            rf"{_DAY} {_MONTH} {_YEAR}",
            rf"{_MONTH} {_DAY} {_YEAR}",
            rf"{_YEAR} {_MONTH} {_DAY}",
            r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        ),
        "month": (
            rf"{_MONTH} {_YEAR}",
            rf"{_YEAR} {_MONTH}",
            rf"{_NUMERIC_MONTH}[/.](?P<year>\d{{4}})",
            rf"(?P<year>\d{{4}})[/.-]{_NUMERIC_MONTH}",
        ),
        "season": (
            rf"(?P<season>spring|summer|autumn|winter) {_YEAR}(?:[/-](?P<next>\d\d|\d{{4}}))?",
        ),
        "decade": (r"(?P<year>\d{3}0)s(?: decade)?", r"decade (?P<year>\d{3}0)"),
        "century": (
            r"(?P<century>\d\d?) century(?P<bc> bc)?",
            r"century (?P<century>\d\d?)(?P<bc> bc)?",
        ),
        "year": (_YEAR,),
    }.items()
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_PARTS = ("early", "mid", "late")
_UNCERTAIN = re.compile(r" ?\(? ?\? ?\)?$")
_RANGES = (
    re.compile(r"between (?P<first>.+?) and (?P<last>.+)"),
    re.compile(r"since (?P<first>.+?) (?:until|and|-|–) (?P<last>.+)"),
    re.compile(r"(?P<first>.+?) (?:until|-|–) (?P<last>.+)"),
    re.compile(r"(?P<first>\d\d?)(?:[-–]| and )(?P<last>\d\d? m.+)"),
    re.compile(r"(?P<first>m\d\d? \d\d?)[-–](?P<last>\d\d? \d{3,4}.*)"),
    re.compile(r"(?P<first>m\d\d?) (?P<last>m\d\d? .+)"),
    re.compile(r"(?P<first>\d{3,4})[-–/](?P<last>\d{2,4}(?: bc)?)"),
)


class _Unit(NamedTuple):
    """A part of a calendar: as EDTF has it, and its first and the day after its last."""

    edtf: str
    first: Day
    after: Day
    kind: str


def parse_phrase(text: str, about: About = ABOUT) -> tuple[str, ...]:
    """
    Return what a text can mean, each as EDTF: one where it is clear, none where it is no date.

    Its times of day are not read here. Parts such as "early" are as `about` has them.
    """
    if not text.strip() or len(text) > _MAX_LENGTH:
        return ()
    words = in_few_words(text).removeprefix("and ")
    # A short number alone is a day, an hour or anything.
    if not any(each.isdigit() for each in words) or (words.isdigit() and len(words) < 4):
        return ()
    found = dict.fromkeys(_meanings(words, about))
    return tuple(each for each in found if _is_read(each))


def _is_read(edtf: str) -> bool:
    return any(parse_window(edtf, Dating("UTC", calendar=calendar)) for calendar in Calendar)


def _meanings(words: str, about: About) -> Iterator[str]:
    mark = ""
    if uncertain := _UNCERTAIN.search(words):
        words, mark = words[: uncertain.start()], "?"
    head, _, rest = words.partition(" ")
    if head in {"about", "um"}:
        words, mark = rest, "%" if mark else "~"
        head, _, rest = words.partition(" ")
    if head in {"before", "until", "after", "since"} and (units := _units(rest, about)):
        for unit in units:
            yield _open(head, unit, mark)
        if len(units):
            return
    if units := _units(words, about):
        for unit in units:
            yield _marked(unit.edtf, mark)
        return
    for pattern in _RANGES:
        if (parts := pattern.fullmatch(words)) and (both := _both(parts, about)):
            yield _marked(f"{both[0].edtf}/{both[1].edtf}", mark)
            return


def _both(parts: re.Match[str], about: About) -> tuple[_Unit, _Unit] | None:
    """Return the first and the last unit of a range, of which the last may say the rest."""
    first, last = parts["first"], parts["last"]
    if first.isdigit() and last.isdigit() and len(last) == 2 < len(first):
        last = first[:-2] + last  # 1812-13
    if month := re.fullmatch(r"m\d\d? \d\d?", first):
        rest = re.fullmatch(r"(\d\d?) (\d{3,4}.*)", last)
        last = f"{month[0].split()[0]} {last}" if rest else last
    ends = _units(last, about)
    if not ends:
        return None
    year, bc = ends[-1].first.year, ""
    if year < 1:
        year, bc = 1 - year, " bc"
    for tried in (
        f"{first}{bc}",
        f"{first} {year:03d}{bc}",
        f"{first} m{ends[-1].first.month} {year:03d}{bc}",
    ):
        begins = _units(tried, about)
        if begins and begins[0].first <= ends[-1].first:
            return _plain(begins[0], start=True), _plain(ends[-1], start=False)
    return None


def _plain(unit: _Unit, *, start: bool) -> _Unit:
    """Return the end of a unit that is an interval itself."""
    first, slash, last = unit.edtf.partition("/")
    return unit._replace(edtf=first if start or not slash else last)


def _marked(edtf: str, mark: str) -> str:
    return "/".join(end if end == _OPEN else end + mark for end in edtf.split("/"))


def _open(word: str, unit: _Unit, mark: str) -> str:
    first, last = _plain(unit, start=True).edtf, _plain(unit, start=False).edtf
    if word == "since":
        return _marked(f"{first}/{_OPEN}", mark)
    if word == "until":
        return _marked(f"{_OPEN}/{last}", mark)
    if word == "before":
        return _marked(f"{_OPEN}/{_of(day_of(day_number(*unit.first) - 1), unit.kind)}", mark)
    return _marked(f"{_of(unit.after, unit.kind)}/{_OPEN}", mark)


def _of(day: Day, kind: str) -> str:
    """Return the day, or the month or year that it is in."""
    if kind == "day":
        return day_text(day)
    year = year_text(day.year)
    return f"{year}-{day.month:02d}" if kind in {"month", "season"} else year


def _units(words: str, about: About) -> list[_Unit]:
    head, _, rest = words.partition(" ")
    if head in _PARTS:
        return [part for unit in _units(rest, about) if (part := _part(unit, getattr(about, head)))]
    for name, patterns in _PATTERNS.items():
        for pattern in patterns:
            if (found := pattern.fullmatch(words)) and (units := _READ[name](found.groupdict())):
                return units
    return []


def _part(unit: _Unit, share: tuple[float, float]) -> _Unit | None:
    """Return a share of a month in days, of a year in months, of what is longer in years."""
    begins = day_number(*unit.first)
    if unit.kind == "month":
        count = day_number(*unit.after) - begins
        first, after = (begins + int(count * each + 1e-9) for each in share)
        kind = "day"
    else:
        years = unit.after.year - unit.first.year
        if unit.kind not in {"year", "decade", "century"}:
            return None
        count, each_months, kind = (12, 1, "month") if years == 1 else (years, 12, "year")
        first, after = (
            months_later(begins, each_months * int(count * each + 1e-9)) for each in share
        )
    last = day_of(after - 1)
    text = f"{_of(day_of(first), kind)}/{_of(last, kind)}"
    return _Unit(text, day_of(first), day_of(after), kind)


def _year(found: dict[str, str | None]) -> int:
    year = int(found["year"] or 0)
    return 1 - year if found.get("bc") else year


def _days(found: dict[str, str | None]) -> list[_Unit]:
    day = Day(_year(found), int(found["month"] or 0), int(found["day"] or 0))
    for calendar in Calendar:
        if exists(*day, calendar):
            after = day_of(day_number(*day, calendar) + 1, calendar)
            return [_Unit(day_text(day), day, after, "day")]
    return []


def _months(found: dict[str, str | None]) -> list[_Unit]:
    year, month = _year(found), int(found["month"] or 0)
    if not 1 <= month <= 12:
        return []
    first = Day(year, month, 1)
    return [_Unit(_of(first, "month"), first, _months_after(first, 1), "month")]


def _months_after(day: Day, months: int) -> Day:
    return day_of(months_later(day_number(*day), months))


def _seasons(found: dict[str, str | None]) -> list[_Unit]:
    season, year = str(found["season"]), _year(found)
    first = Day(year, _SEASON_MONTHS[season], 1)
    if (follows := found["next"]) is not None:
        # A season of two years is the one that has New Year in it: summer in the south.
        if season not in {"winter", "summer"} or int(follows) % 100 != (year + 1) % 100:
            return []
        text, first = f"{year_text(year)}-12/{year_text(year + 1)}-02", Day(year, 12, 1)
        return [_Unit(text, first, _months_after(first, 3), "season")]
    own = _Unit(f"{year_text(year)}-{_SEASONS[season]}", first, _months_after(first, 3), "season")
    if season != "winter":
        return [own]
    before = Day(year - 1, 12, 1)
    text = f"{year_text(year - 1)}-12/{year_text(year)}-02"
    return [_Unit(text, before, _months_after(before, 3), "season"), own]


def _decades(found: dict[str, str | None]) -> list[_Unit]:
    year = int(found["year"] or 0)
    decade = _Unit(f"{year // 10:03d}X", Day(year, 1, 1), Day(year + 10, 1, 1), "decade")
    if year % 100:
        return [decade]
    # The 1800s are ten years or a hundred.
    return [
        decade,
        _Unit(f"{year // 100:02d}XX", Day(year, 1, 1), Day(year + 100, 1, 1), "century"),
    ]


def _centuries(found: dict[str, str | None]) -> list[_Unit]:
    number = int(found["century"] or 0)
    if not number:
        return []
    first = 1 - 100 * number if found.get("bc") else 100 * number - 99
    text = f"{year_text(first)}/{year_text(first + 99)}"
    return [_Unit(text, Day(first, 1, 1), Day(first + 100, 1, 1), "century")]


def _years(found: dict[str, str | None]) -> list[_Unit]:
    year = _year(found)
    return [_Unit(year_text(year), Day(year, 1, 1), Day(year + 1, 1, 1), "year")]


_READ = {
    "day": _days,
    "month": _months,
    "season": _seasons,
    "decade": _decades,
    "century": _centuries,
    "year": _years,
}
