"""Where claims contradict each other, one contradiction in a sentence or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import shorten

from journeymap.analysis.contradictions import (
    ConflictKind,
    Contradiction,
    OrderDifference,
    PlaceDifference,
    TimeDifference,
)
from journeymap.analysis.forecasts import FailedForecast
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import Claim
from journeymap.phrases.claims import happening, named, noun, sources
from journeymap.phrases.conflicts import conflict_in_words
from journeymap.phrases.windows import window_in_words
from journeymap.times import in_words

# What two sides do, as a title.
DISAGREE = {
    ConflictKind.TIME: "Sources disagree on the time",
    ConflictKind.PLACE: "Sources disagree on the place",
    ConflictKind.DENIAL: "One side denies it",
    ConflictKind.FORECAST: "It came otherwise than expected",
    ConflictKind.ORDER: "They cannot be true together",
}

EARLIER = "The {event} is read as {window}, with {one}; {other} put it at {bound} or earlier."
LATER = "The {event} is read as {window}, with {one}; {other} put it at {bound} or later."
PLACES = (
    "According to {one} the {event} was at {places}; according to {other} it was at {other_places}."
)
DENIED = "Said by {other}: {other_text} Denied by {one}: {one_text}"
WITH_OTHERS = "{source} and {more} more"
FAILED = "The {expected} was expected for {window} by {other}; {one} reported the {came} at {when}."
ORDER = "The {event} is reported by {other}, the {before} by {one}. {conflict}"

OR = " or "
OR_OTHERS = "{places} or {count} other places"

# Characters of a claim that are quoted beside others, and places that are named: what fits into
# a few lines of a card.
_MAX_QUOTED = 240
_MAX_NAMED = 3


def contradiction_in_words(
    found: Contradiction, claims: Mapping[str, Claim], gazetteer: Gazetteer
) -> str:
    """Say a contradiction; `claims` by their ids. It holds text from tables."""
    one, other = ([claims[name] for name in side] for side in (found.one, found.other))
    sides = {"one": sources(one), "other": sources(other)}
    match found.detail:
        case TimeDifference(event, bound, earlier, zone):
            sentence = EARLIER if earlier else LATER
            return sentence.format(
                event=named(event, gazetteer),
                window=window_in_words(event.window, zone, event.calendar),
                bound=in_words(bound, zone),
                **sides,
            )
        case PlaceDifference(event, here, there):
            return PLACES.format(
                event=noun(event.kind),
                places=_places(here, gazetteer),
                other_places=_places(there, gazetteer),
                **sides,
            )
        case FailedForecast(_, forecasts, instead, zone):
            first = forecasts[0]
            return FAILED.format(
                expected=happening(first.kind, first.place, gazetteer),
                window=window_in_words(first.window, zone),
                came=named(instead, gazetteer),
                when=window_in_words(instead.window, zone),
                **sides,
            )
        case OrderDifference(event, before, conflict):
            return ORDER.format(
                event=named(event, gazetteer),
                before=named(before, gazetteer),
                conflict=conflict_in_words(conflict, gazetteer),
                **sides,
            )
        case None:
            return DENIED.format(
                one=_first_and_others(one),
                one_text=_quoted(one),
                other=_first_and_others(other),
                other_text=_quoted(other),
            )


def _first_and_others(claims: Sequence[Claim]) -> str:
    """Name whose words are quoted, and say how many claims stand with them."""
    first, more = sources(claims[:1]), len(claims) - 1
    return WITH_OTHERS.format(source=first, more=more) if more else first


def _quoted(claims: Sequence[Claim]) -> str:
    """Return the text of the first of one side, cut where it is long."""
    return shorten(claims[0].says, _MAX_QUOTED, placeholder=" …")


def _places(keys: Sequence[str], gazetteer: Gazetteer) -> str:
    names = [gazetteer[key].name for key in keys]
    shown = OR.join(names[:_MAX_NAMED])
    more = len(names) - _MAX_NAMED
    return OR_OTHERS.format(places=shown, count=more) if more > 0 else shown
