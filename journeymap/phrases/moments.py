"""The moment that a sentence begins with, no more exactly than the journey is stated."""

from __future__ import annotations

from journeymap.dates import (
    MONTHS,
    Calendar,
    Day,
    clock,
    day_in_words,
    day_of,
    is_fixed,
    offset_in_words,
    year_in_words,
)
from journeymap.journeys.journey import Journey
from journeymap.phrases.windows import JULIAN, Unit, whole_units

AT_TIME, ON_DAY, IN_TIME = "At {time} on {day}", "On {day}", "In {time}"
LOCAL_TIME, LOCAL_MEAN_TIME = "{time} local time ({offset})", "{time} local mean time ({offset})"
UTC_TIME = "{time} UTC"

# The times of a journey shorter than this are said to the second. Seconds.
_SHORT_SPAN = 2 * 3600
_FINEST_FIRST = (Unit.DAY, Unit.MONTH, Unit.YEAR)


def moment_phrase(journey: Journey, moment: float, zone: str) -> str:
    """Say when: `At 12:15 local time (UTC+10) on 12 September 2023`, `On 24 June 1812`."""
    shown = clock(moment, zone)
    unit = stated_unit(journey)
    if unit is Unit.YEAR:
        return IN_TIME.format(time=year_in_words(shown.day.year))
    if unit is Unit.MONTH:
        month = f"{MONTHS[shown.day.month - 1]} {year_in_words(shown.day.year)}"
        return IN_TIME.format(time=month)
    day = _day(journey, shown.number)
    if unit is Unit.DAY:
        return ON_DAY.format(day=day)
    return AT_TIME.format(time=local_time(moment, zone, seconds=_is_short(journey)), day=day)


def local_time(moment: float, zone: str, *, seconds: bool = False) -> str:
    """Say what the clock of a place shows: `12:15 local time (UTC+10)`."""
    shown = clock(moment, zone)
    time = f"{shown.hour:02d}:{shown.minute:02d}" + (f":{shown.second:02d}" if seconds else "")
    if zone in {"UTC", "Etc/UTC", "Z"}:
        return UTC_TIME.format(time=time)
    sentence = LOCAL_MEAN_TIME if shown.mean_time or is_fixed(zone) else LOCAL_TIME
    return sentence.format(time=time, offset=offset_in_words(shown.offset))


def stated_unit(journey: Journey) -> Unit | None:
    """Return the unit that the times of a journey are stated in; None: an hour of some is."""
    if journey.happened.recorded is not None or _is_short(journey):
        return None
    timed = [event for event in journey.events if journey.moment(event) is not None]
    units = [whole_units(event.window, journey.zone_of(event)) for event in timed]
    if not units or None in units:
        return None
    return next(each for each in _FINEST_FIRST if any(u and u.unit is each for u in units))


def _is_short(journey: Journey) -> bool:
    return journey.span[1] - journey.span[0] < _SHORT_SPAN


def _day(journey: Journey, number: int) -> str:
    """Say a day, with its Julian date beside it where the journey has such and they differ."""
    day, julian = day_of(number), day_of(number, Calendar.JULIAN)
    words = day_in_words(day)
    is_julian = any(event.calendar for event in journey.events if journey.moment(event) is not None)
    if not is_julian or (day.month, day.day) == (julian.month, julian.day):
        return words
    return JULIAN.format(gregorian=words, julian=_without(julian, day.year))


def _without(day: Day, year: int) -> str:
    """Say a day, without its year where that is known."""
    words = day_in_words(day)
    return words.removesuffix(f" {year_in_words(year)}") if day.year == year else words
