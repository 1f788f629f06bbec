"""When a place was one, or a traveller there: `when` of Linked Places and of GeoJSON-T as rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeymap.authoring.imports.json_formats.values import inner, objects, text
from journeymap.authoring.imports.stays import Row, stay_rows
from journeymap.claims.columns import Kind

_BEGINS, _ENDS = ("start", "begin"), ("end", "stop")


def rows_of(cells: Mapping[str, str], when: object) -> list[Row]:
    """
    Return the rows of what was at one place within the timespans of a `when`.

    A start and an end make a stay. A timespan that says only when it began at the earliest and
    ended at the latest, or that has no end, is one moment within a window. Without any, one row.
    """
    rows = [row for span in spans_of(when) for row in _rows(cells, *span)]
    return rows or [dict(cells)]


def spans_of(when: object) -> list[tuple[object, object]]:
    """Return start and end of each timespan, as they are written; of `when: "1832"` its start."""
    if isinstance(when, str | int | float):
        return [(when, None)]
    spans: list[object] = [*objects(inner(when, "timespans"))] or [when]
    found = [(_first(span, _BEGINS), _first(span, _ENDS)) for span in spans]
    return [span for span in found if any(_bounds(each) != ("", "") for each in span)]


def moments_of(when: object) -> tuple[str, str]:
    """Return the first start and the last end, as cells."""
    spans = spans_of(when)
    return (_bounds(spans[0][0])[0], _bounds(spans[-1][1])[1]) if spans else ("", "")


def _first(span: object, keys: tuple[str, ...]) -> object:
    return next((found for key in keys if (found := inner(span, key)) is not None), None)


def _bounds(end: object) -> tuple[str, str]:
    """Return the earliest and the latest moment of one end of a timespan."""
    if not isinstance(end, dict):
        return text(end), text(end)
    within = text(end.get("in"))
    return text(end.get("earliest")) or within, text(end.get("latest")) or within


def _rows(cells: Mapping[str, str], start: Any, end: Any) -> list[Row]:
    begun, ended = _bounds(start), _bounds(end)
    if ended in (("", ""), begun):
        return [_window(cells, *begun)]
    if begun == ("", ""):
        return [_window(cells, *ended)]
    if begun[0] and ended[1] and not begun[1] and not ended[0]:
        return [_window(cells, begun[0], ended[1])]
    first, second = stay_rows(cells, "begun", "ended")
    return [
        _window(first, *begun) | {"kind": str(Kind.ARRIVAL)},
        _window(second, *ended) | {"kind": str(Kind.DEPARTURE)},
    ]


def _window(cells: Mapping[str, str], earliest: str, latest: str) -> Row:
    return {**cells, "time_from": earliest, "time_to": latest}
