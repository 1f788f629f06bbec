"""What JSON-LD and LP-TSV say of a place in the same way: its class, its names, who reported it."""

from __future__ import annotations

import re
import unicodedata
import uuid
from typing import Any

from journeymap.claims.columns import Status
from journeymap.claims.gazetteer import Place
from journeymap.claims.table import Claim
from journeymap.exports.linked_places.dates import year_of
from journeymap.exports.shared import in_xml
from journeymap.phrases.claims import attribution

# Where the identifiers are made: a place has the same one in every file of its journey.
_NAMES = uuid.UUID("0f4c7b1e-52b0-5b39-8a55-1f1c0a7e6d42")
# GeoNames' classes, by the words that kinds of places are called by: https://www.geonames.org/export/codes.html
_CLASSES = {
    "P": {"city", "town", "village", "settlement", "capital", "hamlet", "suburb", "quarter"},
    "H": {"river", "sea", "lake", "bay", "strait", "ocean", "channel", "gulf"},
    "A": {"country", "state", "province", "county", "district", "krai", "oblast"},
    "T": {"island", "mountain", "pass", "cape", "peak", "valley"},
    "R": {"road", "railway", "line", "trail"},
}
_AUTHOR = "The author of the journey"
_SITE, _AREA = "S", "L"
# The first word of a character's Unicode name, by ISO 15924; languages where a script has one.
_SCRIPTS = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "und-Hani",
    "CYRILLIC": "und-Cyrl",
    "GREEK": "und-Grek",
    "ARABIC": "und-Arab",
    "HEBREW": "und-Hebr",
    "ARMENIAN": "und-Armn",
    "GEORGIAN": "und-Geor",
    "DEVANAGARI": "und-Deva",
    "THAI": "und-Thai",
    "LATIN": "und-Latn",
}
_LINKED = re.compile(r"https?://[A-Za-z0-9.-]{2,256}\.[a-z]{2,63}(:[0-9]{1,5})?(/\S*)?")
_GEONAMES = re.compile(r"\bGeoNames\b.*\bid ([0-9]{1,12})\b")


def identifier(*parts: str) -> str:
    """Return a URN that is the same for the same journey, or place of one."""
    return uuid.uuid5(_NAMES, "\n".join(parts)).urn


def feature_class(place: Place) -> str:
    """Return the class of a place in GeoNames; a place of no known kind is a site, or an area."""
    words = re.findall(r"\w+", place.kind.casefold())
    # The last word says what it is: a border station is a station, a river bridge a bridge.
    last = words[-1] if words else ""
    found = next((letter for letter, known in _CLASSES.items() if last in known), None)
    return found or (_AREA if place.is_area else _SITE)


def language(text: str) -> str:
    """Return the BCP 47 tag of a name's script, with the language where the script has but one."""
    for character in text:
        word = unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""
        if word in _SCRIPTS:
            return _SCRIPTS[word]
    return "und"


def geonames(place: Place) -> str | None:
    """Return the number that GeoNames has of a place that was taken from there."""
    found = _GEONAMES.search(place.source)
    return found[1] if found else None


def source_of(place: Place) -> str:
    """Return whose position it is; of a place without a source, its author's."""
    return one_line(place.source) or _AUTHOR


def certainty_of_position(place: Place) -> str:
    """Return how sure the position is, in the words of Linked Places."""
    return "less-certain" if place.is_area else "certain"


def citation(claim: Claim, zone: str) -> dict[str, Any]:
    """
    Return who said it, quoting whom, where, and in which year.

    Where it is more or less than reported, `status` is how sure it is, which the format lacks.
    """
    cited = {"label": one_line(attribution(claim))}
    if claim.status is not Status.REPORTED:
        cited["status"] = str(claim.status)
    if (address := linked(claim.url)) is not None:
        cited["@id"] = address
    if claim.reported_at is not None:
        # A day of publication ends where the next begins.
        cited["year"] = (
            claim.reported_day[:4]
            if claim.reported_day is not None
            else year_of(claim.reported_at, zone)
        )
    return cited


def linked(url: str | None) -> str | None:
    """Return an address that the schema takes as one."""
    return url if url and _LINKED.fullmatch(url) else None


def one_line(text: str) -> str:
    """Return a text as the formats take one: without line ends, tabs and controls."""
    return " ".join(in_xml(text).split())
