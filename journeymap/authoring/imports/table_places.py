"""The places that a table of ours names: LP-TSV has their positions beside the claims."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from journeymap.authoring.imports.cell_kinds import both
from journeymap.authoring.imports.header_words import folded
from journeymap.authoring.imports.table_recordings import Table
from journeymap.claims.gazetteer import Place
from journeymap.claims.zones import zone_at

_MOST_METRES = 2e7


def places_in(table: Table) -> tuple[Place, ...]:
    """
    Return each place that rows name and do not position themselves, as they name it first.

    None where the table is of no form that has them. A position that is none on the earth is left
    out: its place is reported as one that is not known.
    """
    if table.form is None or not table.form.places:
        return ()
    columns = {folded(name): at for at, name in enumerate(table.names) if name}
    found: dict[str, Place] = {}
    for cells in table.frame.itertuples(index=False):
        row = {name: str(cells[at]).strip() for name, at in columns.items()}
        key = row.get("place", "")
        if key and not row.get("lat") and key not in found:
            for place in _place(key, row):
                found[key] = place
    return tuple(found.values())


def _place(key: str, row: Mapping[str, str]) -> Iterator[Place]:
    lat, lon = map(_number, both(row.get("geowkt", "")))
    zone = zone_at(lat, lon)
    if zone is None:
        return
    metres = _number(row.get("approximation", "")) * 1000
    yield Place(
        key=key,
        name=row.get("title") or key,
        name_local=row.get("variants", "").partition(";")[0].rpartition("@")[0],
        lat=lat,
        lon=lon,
        zone=zone,
        kind=row.get("types", ""),
        accuracy_m=metres if 0 <= metres <= _MOST_METRES else 0,
        source=row.get("geo source", ""),
        licence="",
        detail="",
    )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan
