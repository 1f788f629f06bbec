"""What sentences about claims are made of: who, what happened where, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.claims.column_spec import Column
from journeymap.claims.columns import SHOWN, Kind, Status
from journeymap.claims.fusion import Event
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import Claim
from journeymap.dates import day_in_words, in_words, read_day

# What happened; the same at a place, and somewhere in an area.
HAPPENINGS = {
    Kind.DEPARTURE: ("departure", "departure from {place}", "departure from {place}"),
    Kind.ARRIVAL: ("arrival", "arrival at {place}", "arrival in {place}"),
    Kind.STOP: ("stop", "stop at {place}", "stop in {place}"),
    Kind.PASS: ("passing", "passing of {place}", "passing through {place}"),
    Kind.BORDER_CROSSING: (
        "border crossing",
        "border crossing at {place}",
        "border crossing in {place}",
    ),
    Kind.MEETING: ("meeting", "meeting at {place}", "meeting in {place}"),
    Kind.STATEMENT: ("statement", "statement about {place}", "statement about {place}"),
}
# The same as titles; words/happenings.js has the same.
TITLES = {
    Kind.DEPARTURE: (
        "Departure, place not stated",
        "Departure from {place}",
        "Departure from {place}",
    ),
    Kind.ARRIVAL: ("Arrival, place not stated", "Arrival at {place}", "Arrival in {place}"),
    Kind.STOP: ("Stop, place not stated", "Stop at {place}", "Stop in {place}"),
    Kind.PASS: ("Passing, place not stated", "Passing {place}", "Passing through {place}"),
    Kind.BORDER_CROSSING: (
        "Border crossing, place not stated",
        "Border crossing at {place}",
        "Border crossing in {place}",
    ),
    Kind.MEETING: ("Meeting, place not stated", "Meeting at {place}", "Meeting in {place}"),
    Kind.STATEMENT: ("Statement", "Statement about {place}", "Statement about {place}"),
}

NOT_REPORTED = {
    Status.EXPECTED: "Expected: {event}",
    Status.CONTRADICTED: "Contradicted: {event}",
}

# Within a sentence and where a line begins with it; the front end has the latter too.
UNNAMED_SOURCE, UNNAMED_SOURCE_LABEL = "a source not named", "Source not named"

AND, AND_MORE = "{names} and {last}", "{names} and {more} more"
_NAMED_IN_FULL = 3


def noun(kind: Kind) -> str:
    """Return the word for what happened, without a place: `border crossing`."""
    return HAPPENINGS[kind][0]


def happening(kind: Kind, place: str | None, gazetteer: Gazetteer) -> str:
    """Say what happened where: `departure from Pyongyang station`."""
    return _of_kind(HAPPENINGS, kind, place, gazetteer)


def title(kind: Kind, place: str | None, gazetteer: Gazetteer) -> str:
    """Say what happened where, as a title: `Departure from Pyongyang station`."""
    return _of_kind(TITLES, kind, place, gazetteer)


def _of_kind(
    phrases: Mapping[Kind, tuple[str, str, str]],
    kind: Kind,
    place: str | None,
    gazetteer: Gazetteer,
) -> str:
    alone, at_a_point, in_an_area = phrases[kind]
    if place is None:
        return alone
    named = gazetteer[place]
    return (in_an_area if named.is_area else at_a_point).format(place=named.name)


def named(event: Event, gazetteer: Gazetteer) -> str:
    """Say what an event is and where, as `happening` does."""
    return happening(event.kind, event.place, gazetteer)


def event_title(event: Event, gazetteer: Gazetteer) -> str:
    """Say what an event is, as a title; what no source reports as done is titled as such."""
    if event.reported:
        return title(event.kind, event.place, gazetteer)
    return NOT_REPORTED[event.status].format(event=named(event, gazetteer))


def sources(claims: Sequence[Claim]) -> str:
    """Name who published claims, each once: `Yonhap, TASS, UPI and 4 more`."""
    every = list(dict.fromkeys(claim.source or UNNAMED_SOURCE for claim in claims))
    shown, rest = every[:_NAMED_IN_FULL], len(every) - _NAMED_IN_FULL
    if rest > 0:
        return AND_MORE.format(names=", ".join(shown), more=rest)
    return AND.format(names=", ".join(shown[:-1]), last=shown[-1]) if shown[1:] else "".join(shown)


def attribution(claim: Claim) -> str:
    """Say who said it, and from whom they have it: `A, quoting B, quoting C`."""
    return ", quoting ".join((claim.source or UNNAMED_SOURCE_LABEL, *claim.via))


def notes(claim: Claim, columns: Sequence[Column] = SHOWN) -> list[str]:
    """Return a sentence for each of these columns that a claim has something in."""
    return [column.shown.format(value=text) for column in columns if (text := column.text(claim))]


def publication(claim: Claim, zone: str) -> str:
    """Say when a claim was published: at a moment, or on a day."""
    if claim.reported_at is None:
        return "date not stated"
    if claim.reported_day is not None:
        day = read_day(claim.reported_day)
        return day_in_words(day, short=True)
    return in_words(claim.reported_at, zone)
