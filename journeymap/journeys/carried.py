"""
A journey's own draft, carried inside files of other formats so that reading gives all of it back.

What those formats show of a journey is less than what its author told. So GeoJSON, GPX and KML
each have room where the draft goes as JSON in ASCII, and its recording in base 64.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import astuple

from journeymap.errors import DraftError
from journeymap.journeys.draft import Draft
from journeymap.journeys.library import Library
from journeymap.lines.recording import Recording
from journeymap.settings import Settings

# What the two parts are called, in every format.
DRAFT, RECORDING = "draft", "recording"
# Of their elements in XML.
NAMESPACE = "urn:journeymap:draft:1"
_AGAIN = "Take the file as it was saved."


def carried(library: Library, name: str) -> dict[str, str]:
    """Return the texts that a file carries, in ASCII. Raises UnknownJourneyError."""
    draft = Draft.of(library, name)
    texts = {DRAFT: draft.to_json()}
    if draft.recording is not None:
        texts[RECORDING] = b64encode(draft.recording.to_bytes()).decode()
    return texts


def draft_of(texts: Mapping[str, str], limits: Settings) -> Draft:
    """Return the draft that `carried` wrote. Raises DraftError for anything else, or too much."""
    recording = None
    try:
        _check(texts[DRAFT])
        if RECORDING in texts:
            packed = b64decode("".join(texts[RECORDING].split()), validate=True)
            recording = Recording.from_bytes(packed, limits.track_points)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise DraftError(f"The journey kept in this file is damaged: {error}.", _AGAIN) from None
    draft = Draft.from_json(texts[DRAFT], recording)
    texts_of = [
        *draft.rows.to_numpy().tolist(),
        *(map(str, astuple(place)) for place in draft.places),
    ]
    longest = max((len(cell) for cells in texts_of for cell in cells), default=0)
    for what, count, most in (
        ("rows", len(draft.rows), limits.rows),
        ("places", len(draft.places), limits.rows),
        ("signs in a cell", longest, limits.text_length),
        ("signs of title, route and notes", _config_length(draft), 20 * limits.text_length),
    ):
        if count > most:
            raise DraftError(
                f"The journey kept in this file has {count:,} {what}; at most {most:,} are read.",
                _AGAIN,
            )
    return draft


def _config_length(draft: Draft) -> int:
    return sum(len(each.model_dump_json()) for each in (draft.config, *draft.others.values()))


def _check(text: str) -> None:
    """Raise an error for JSON that could be read, and not be written again."""
    told = json.loads(text)
    # Halves of surrogate pairs can be told in JSON, and nowhere else.
    json.dumps(told, ensure_ascii=False).encode()
    if len({len(row) for row in told["rows"]} | {len(told["columns"]) + 1}) > 1:
        raise ValueError("a cell is missing")
