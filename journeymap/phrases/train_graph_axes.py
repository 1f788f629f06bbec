"""The axes of the train graph in words: what the hours count, the names of days and ticks."""

from __future__ import annotations

from journeymap.analysis.train_graph.tables import TrainGraph
from journeymap.analysis.train_graph.time_axis import Break, Period, Tick, TimeAxis
from journeymap.dates import MONTHS, WEEKDAYS, clock, day_number, offset_in_words, year_in_words

SINCE_DEPARTURE = "hours since departure, as estimated"
SINCE_PLACE = "hours from the first report at {place}"
ZONE_TIME = "{zone} ({offset})"
ZONE_TIME_CHANGING = "{zone} ({offsets} and {last})"

TIME_OF = "{city} time"

LEFT_OUT = "{days:,} days left out"

HOURS_COUNTED, AT_ZERO = "{hours:+,} h", "0 h"


def time_title(graph: TrainGraph) -> str:
    """Say what the time axis of a graph counts."""
    axis = graph.time
    if axis.place is not None:
        name = graph.journeys[0].journey.gazetteer[axis.place].name
        return SINCE_PLACE.format(place=name)
    return SINCE_DEPARTURE if axis.clock == "departure" else _calendar_title(axis)


def _calendar_title(axis: TimeAxis) -> str:
    if axis.zone == "UTC":
        return "UTC"
    ends = (moment for start, end, _ in axis.origins for moment in (start, end))
    *before, last = dict.fromkeys(
        offset_in_words(shown.offset, mean=shown.mean_time)
        for shown in (clock(moment, axis.zone) for moment in ends)
    )
    zone = zone_name(axis.zone)
    if before:
        return ZONE_TIME_CHANGING.format(zone=zone, offsets=", ".join(before), last=last)
    return ZONE_TIME.format(zone=zone, offset=last)


def zone_name(zone: str) -> str:
    """Name a zone that can be chosen: `Moscow time`, `UTC`."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return city if city.startswith("UTC") else TIME_OF.format(city=city)


def tick_label(axis: TimeAxis, tick: Tick) -> str:
    """Return the label of a tick: `06:00`, a day of the month, `Feb`, or `+24 h`."""
    match axis.unit:
        case "day":
            return f"{tick.number:02d}:00"
        case "month":
            return f"{tick.number}"
        case "year":
            return MONTHS[tick.number - 1][:3]
        case None:
            counted = HOURS_COUNTED.format(hours=tick.number).replace("-", "−")
            return counted if tick.number else AT_ZERO


def period_names(axis: TimeAxis, period: Period) -> tuple[str, str]:
    """Return the name of a day, month or year in full, and as short as can be."""
    first = period.first
    month, year = MONTHS[first.month - 1], year_in_words(first.year)
    match axis.unit:
        case "day":
            weekday = WEEKDAYS[(day_number(*first) + 3) % 7]  # 1970-01-01 was a Thursday
            return f"{weekday[:3]} {first.day} {month} {year}", f"{first.day} {month[:3]}"
        case "month":
            return f"{month} {year}", month[:3]
        case _:
            return year, year


def left_out(gap: Break) -> str:
    """Say how much of the calendar a break leaves out."""
    return LEFT_OUT.format(days=gap.days)
