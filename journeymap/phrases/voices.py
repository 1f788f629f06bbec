"""Who reports an event, and how long after a moment; words/voices.js says the same."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from journeymap.claims.columns import Status
from journeymap.claims.fusion import Event
from journeymap.claims.table import Claim
from journeymap.phrases.rough_time import days_later, later

# Windows no wider than this are stated to the hour. Seconds.
_NARROW = 1800
QUOTED_BY = "{who}, quoted by {by}"


class Voice(NamedTuple):
    """Whom to name for an event; its word was public by `at`, epoch seconds, or on the `day`."""

    name: str
    at: float | None
    day: str | None

    def age(self, moment: float, zone: str) -> str:
        """Say how long after a moment its word was public; empty where that is not known."""
        if self.day is not None:
            return days_later(self.day, moment, zone)
        return "" if self.at is None else later(self.at - moment)


def origin_of(claim: Claim) -> str:
    """Return the voice that a claim goes back to; empty where no source is named."""
    chain = [name for name in (claim.source, *claim.via) if name]
    if len(chain) < 2:
        return "".join(chain)
    by, who = chain[-2:]
    # Of whom nothing but a description is known.
    return QUOTED_BY.format(who=who, by=by) if who[0].islower() else who


def voice_of(event: Event) -> Voice | None:
    """
    Return whom to name for an event; None where no claim names its source.

    Of those who state its time as exactly as it is known, whoever the most claims go back to, an
    official one counted twice; of several, whose word was public first.
    """
    named = [claim for claim in _reporting(event) if origin_of(claim)]
    if not named:
        return None
    limit = max(_NARROW, event.window.length, min(claim.window.length for claim in named))
    voices: dict[str, list[Claim]] = {}
    for claim in named:
        if claim.window.length <= limit:
            voices.setdefault(origin_of(claim), []).append(claim)
    name = min(voices, key=lambda each: (-_weight(voices[each]), _first(voices[each])))
    own = [claim for claim in named if name in {origin_of(claim), *_names_in(origin_of(claim))}]
    word = min(own, key=_published)
    return Voice(name, word.reported_at, word.reported_day)


def differing(event: Event) -> int:
    """Return how many others differ from an event, each voice once."""
    apart = [each.claim for each in event.claims if not each.agrees]
    return len({origin_of(claim) or claim.id for claim in apart})


def _reporting(event: Event) -> Iterable[Claim]:
    expected = event.status is Status.EXPECTED
    for each in event.claims:
        if each.agrees and (expected or each.claim.status is not Status.EXPECTED):
            yield each.claim


def _weight(claims: Iterable[Claim]) -> int:
    return sum(2 if claim.status is Status.OFFICIAL else 1 for claim in claims)


def _published(claim: Claim) -> float:
    return math.inf if claim.reported_at is None else claim.reported_at


def _first(claims: Iterable[Claim]) -> float:
    return min(map(_published, claims))


def _names_in(origin: str) -> list[str]:
    """Return the names of a voice: two agencies can be quoted as one."""
    return re.split(", | and ", origin)
