"""Claims as the values that the Claims page draws: a row, one in full, and what contradicts it."""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from journeymap.analysis.claim_search import ClaimList
from journeymap.analysis.contradictions import Contradiction
from journeymap.claims.table import Claim
from journeymap.dates import iso
from journeymap.errors import JourneyMapError
from journeymap.journeys.library import Library
from journeymap.phrases.claims import attribution, notes, publication, title
from journeymap.phrases.contradictions import DISAGREE, contradiction_in_words
from journeymap.phrases.windows import window_in_words

_COUNTERPARTS = 8
# Of a text in a list; the claim in full has all of it.
_LISTED_LENGTH = 600


def row(name: str, words: pd.Series[Any], listed: ClaimList) -> dict[str, Any]:
    """Return one row of the list; `words` has the columns of the list and of `claims_in_words`."""
    claim = listed.claims[name]
    return {
        "id": name,
        "when": words["when"],
        "public": words["public"],
        "place": _place(claim, listed),
        "says": claim.says[:_LISTED_LENGTH],
        "who": words["said_by"][:_LISTED_LENGTH],
        "status": str(claim.status),
        "conflicts": words["conflicts"],
    }


def in_full(claim: Claim, listed: ClaimList, library: Library) -> dict[str, Any]:
    """Return one claim with all that it says and leaves open, and what it contradicts."""
    zone = listed.zone(claim)
    moment = moment_of(claim, library)
    return {
        "id": claim.id,
        "title": title(claim.kind, claim.place, listed.gazetteer),
        "place": _place(claim, listed),
        "says": claim.says,
        "who": attribution(claim),
        "when": window_in_words(claim.window, zone, claim.calendar),
        "public": publication(claim, zone),
        "status": str(claim.status),
        "notes": notes(claim),
        "url": claim.url,
        "map": f"./?{urlencode(moment)}" if moment else "",
        "opposed": [_opposed(claim, each, listed) for each in listed.by_claim.get(claim.id, ())],
    }


def contradiction(each: Contradiction, listed: ClaimList) -> dict[str, Any]:
    """Return a contradiction in a list, with a claim that takes part in it."""
    return {
        "title": DISAGREE[each.kind],
        "text": contradiction_in_words(each, listed.claims, listed.gazetteer),
        "id": each.other[0],
    }


def _opposed(claim: Claim, each: Contradiction, listed: ClaimList) -> dict[str, Any]:
    against = [listed.claims[name] for name in each.against(claim.id)]
    return {
        "title": DISAGREE[each.kind],
        "text": contradiction_in_words(each, listed.claims, listed.gazetteer),
        "others": [
            {"id": other.id, "text": f"{attribution(other)}: {other.says}"}
            for other in against[:_COUNTERPARTS]
        ],
        "more": max(0, len(against) - _COUNTERPARTS),
    }


def _place(claim: Claim, listed: ClaimList) -> dict[str, str] | None:
    if claim.place is None:
        return None
    place = listed.gazetteer[claim.place]
    return {"name": place.name, "name_local": place.name_local, "zone": place.zone}


def moment_of(claim: Claim, library: Library) -> dict[str, str] | None:
    """Return the Journey page's parameters for the moment of a claim's event, if it has one."""
    if claim.journey not in library.ids:
        return None
    try:
        journey = library.journey(claim.journey)
    except JourneyMapError:
        return None
    event = next((event for event in journey.events if event.id == claim.event), None)
    moment = claim.window.middle if event is None else journey.moment(event)
    if moment is None:
        return None
    return {"journey": claim.journey, "t": iso(math.floor(moment / 60) * 60, seconds=False)}
