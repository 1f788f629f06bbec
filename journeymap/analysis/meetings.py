"""The meetings of a collection: where and when, what was expected before, and what came of each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeymap.claims.columns import Kind
from journeymap.claims.fusion import Assessed, Event, fuse_all
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import Claim
from journeymap.errors import Problem
from journeymap.journeys.config import MeetingConfig
from journeymap.journeys.library import Library


@dataclass(frozen=True)
class Meeting:
    """
    One meeting: its event, and the events elsewhere that were part of it.

    `expected` and `outcome` are claims, often of other journeys, in the order of publication,
    each as its own event assesses it.
    """

    event: Event
    parts: tuple[Event, ...] = ()
    expected: tuple[Assessed, ...] = ()
    outcome: tuple[Assessed, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        """Its own event, then its parts."""
        return (self.event, *self.parts)


@dataclass(frozen=True)
class Gap:
    """What no source says, and the claim published last of all: with it what is known ends."""

    texts: tuple[str, ...]
    last: Assessed | None


@dataclass(frozen=True)
class Meetings:
    """
    A collection worked out: its meetings in the order of time, what else it has, and its gap.

    `zone` is the time zone of events that name no place. `others` are events that are no meeting,
    no claim of which is shown elsewhere. `problems` are what journeys.toml has wrong about the
    meetings; the rest is shown.
    """

    id: str
    title: str
    subtitle: str
    zone: str
    gazetteer: Gazetteer
    meetings: tuple[Meeting, ...]
    others: tuple[Event, ...]
    gap: Gap | None
    problems: tuple[Problem, ...]

    def zone_of(self, place: str | None) -> str:
        """Return the time zone of a place, else that of the collection."""
        return self.gazetteer.zone_of(place, self.zone)


def meetings_of(library: Library, collection: str) -> Meetings:
    """
    Work a collection's meetings out.

    A meeting that journeys.toml does not name is one all the same, without anything beside it.
    """
    config = library.config(collection)
    table = library.table
    own = [claim for claim in table.claims if claim.journey == collection]
    events = {event.id: event for event in fuse_all(own, table.gazetteer)}
    known = _assessed(table.claims, config.meeting, table.gazetteer)
    meetings = [
        Meeting(
            events[entry.event],
            tuple(events[name] for name in entry.parts if name in events),
            _in_order_of_publication(known[name] for name in entry.expected if name in known),
            _in_order_of_publication(known[name] for name in entry.outcome if name in known),
        )
        for entry in config.meeting
        if entry.event in events
    ]
    taken = {event.id for meeting in meetings for event in meeting.events}
    meetings += [
        Meeting(event)
        for event in events.values()
        if event.kind is Kind.MEETING and event.id not in taken
    ]
    gap = _gap([unknown.text for unknown in config.unknown], events.values())
    return Meetings(
        id=collection,
        title=library.title(collection),
        subtitle=config.subtitle,
        zone=config.zone,
        gazetteer=table.gazetteer,
        meetings=tuple(sorted(meetings, key=lambda meeting: _moment(meeting.event))),
        others=tuple(sorted(_others(events.values(), meetings, gap), key=_moment)),
        gap=gap,
        problems=tuple(_problems(collection, config.meeting, events, known)),
    )


def _assessed(
    claims: Sequence[Claim], entries: Iterable[MeetingConfig], gazetteer: Gazetteer
) -> dict[str, Assessed]:
    """Every claim that an entry names, by its id, as its event assesses it."""
    named = {name for entry in entries for name in (*entry.expected, *entry.outcome)}
    happenings = {claim.event for claim in claims if claim.id in named}
    concerned = [claim for claim in claims if claim.event in happenings]
    return {
        each.claim.id: each
        for event in fuse_all(concerned, gazetteer)
        for each in event.claims
        if each.claim.id in named
    }


def _published(assessed: Assessed) -> float:
    at = assessed.claim.reported_at
    return math.inf if at is None else at


def _in_order_of_publication(claims: Iterable[Assessed]) -> tuple[Assessed, ...]:
    return tuple(sorted(claims, key=_published))


def _moment(event: Event) -> float:
    middle = event.window.middle
    return math.inf if middle is None else middle


def _gap(texts: Sequence[str], events: Iterable[Event]) -> Gap | None:
    if not texts:
        return None
    published = [
        each for event in events for each in event.claims if math.isfinite(_published(each))
    ]
    return Gap(tuple(texts), max(published, key=_published, default=None))


def _others(
    events: Iterable[Event], meetings: Sequence[Meeting], gap: Gap | None
) -> Iterator[Event]:
    taken = {event.id for meeting in meetings for event in meeting.events}
    shown = {
        each.claim.id for meeting in meetings for each in (*meeting.expected, *meeting.outcome)
    }
    if gap and gap.last:
        shown.add(gap.last.claim.id)
    for event in events:
        if event.id not in taken and shown.isdisjoint(each.claim.id for each in event.claims):
            yield event


def _problems(
    collection: str,
    entries: Sequence[MeetingConfig],
    events: Mapping[str, Event],
    known: Mapping[str, Assessed],
) -> Iterator[Problem]:
    for entry in entries:
        named = {"event": (entry.event,), "parts": entry.parts}
        beside = {"expected": entry.expected, "outcome": entry.outcome}
        faults = [
            (key, name, "event-not-in-collection")
            for key, names in named.items()
            for name in names
            if name not in events
        ] + [
            (key, name, "claim-unknown")
            for key, names in beside.items()
            for name in names
            if name not in known
        ]
        if entry.event in events:
            faults += _out_of_time(entry, events[entry.event], known)
        for key, name, code in faults:
            yield Problem("journeys.toml", None, f"{collection}.meeting.{key}", name, code)


def _out_of_time(
    entry: MeetingConfig, event: Event, known: Mapping[str, Assessed]
) -> list[tuple[str, str, str]]:
    """Name claims that were public too late to expect the meeting, or too early to report on it."""
    earliest = {name: known[name].claim.reported_from for name in entry.expected if name in known}
    latest = {name: known[name].claim.reported_at for name in entry.outcome if name in known}
    return [
        ("expected", name, "published-after-meeting")
        for name, at in earliest.items()
        if at is not None and at > event.window.end
    ] + [
        ("outcome", name, "published-before-meeting")
        for name, at in latest.items()
        if at is not None and at < event.window.start
    ]
