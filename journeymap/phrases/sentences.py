"""
Where the traveller was at a moment and who says so, in one sentence.

words/sentence.js says the same. Of a journey without sources it speaks no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from journeymap.claims.columns import Kind, Status
from journeymap.claims.fusion import Event
from journeymap.journeys.journey import Journey, PlacedEvent
from journeymap.phrases.moments import moment_phrase, stated_unit
from journeymap.phrases.places import (
    AT_KM,
    NARROW_KM,
    place_in_words,
    places_of_range,
    stops_around,
)
from journeymap.phrases.rough_time import later, number_in_words
from journeymap.phrases.voices import differing, voice_of
from journeymap.phrases.windows import Unit


class Forms(NamedTuple):
    """A sentence with who says so and when, with who says so, and without."""

    dated: str
    sourced: str
    plain: str


class Judged(NamedTuple):
    """A sentence that rests on the reports before and after: on both, on one, on none."""

    both: str
    one: str
    plain: str


AT = Forms(
    "{when} {who} was at {place}, {source} reported {age}.",
    "{when} {who} was at {place}, {source} reported.",
    "{when} {who} was at {place}.",
)
NEAR = Forms(
    "{when} {who} was near {place}, {source} reported {age}.",
    "{when} {who} was near {place}, {source} reported.",
    "{when} {who} was near {place}.",
)
NOT_LEFT = Forms(
    "{when} {who} had not yet left {place}, judging by what {source} reported {age}.",
    "{when} {who} had not yet left {place}, judging by what {source} reported.",
    "{when} {who} had not yet left {place}.",
)
FIRST_AT = (
    "{when} no report says where {who} was; the first one, by {source}, is of {place} {since}.",
    "{when} {who} had not yet come to {place}.",
)
LAST_AT = (
    "{when} no report says where {who} was; the last one, by {source}, is of {place} {since}.",
    "{when} {who} was last known to be at {place}, {since}.",
)
BETWEEN = Judged(
    "{when} {who} was somewhere between {before} and {after}, judging by reports from {first}"
    " and {second}.",
    "{when} {who} was somewhere between {before} and {after}, judging by reports from {first}.",
    "{when} {who} was between {before} and {after}.",
)
ABOUT_AT = Judged(
    "{when} {who} was near {place}, judging by reports from {first} and {second}.",
    "{when} {who} was near {place}, judging by reports from {first}.",
    "{when} {who} was near {place}.",
)
SOURCE_AND_AGE = "{source} ({age})"
# By whether the journey has sources.
ON_THE_WAY = {
    True: "{when} {who} was under way; no report says where.",
    False: "{when} {who} was on the way.",
}
NOWHERE = {
    True: "{when} no report says where {who} was.",
    False: "{when} it is not known where {who} was.",
}
OTHER_REPORT = "One other report differs."
OTHER_REPORTS = "{count} other reports differ."

# By whether a recording has it exactly or has a gap there.
RECORDED_AT = {
    True: "{when} {who} was at {place}.",
    False: "{when} {who} was probably near {place}; the recording has a gap here.",
}
RECORDED_BETWEEN = {
    True: "{when} {who} was between {before} and {after}.",
    False: "{when} {who} was probably between {before} and {after}; the recording has a gap here.",
}
RECORDED = {
    True: "{when} {who} was where the map shows it, as recorded.",
    False: "{when} the recording has a gap; the map shows where {who} probably was.",
}
BEFORE_RECORDING = "{when} the recording had not yet begun."
AFTER_RECORDING = "{when} the recording had ended."

REPORTED_AT = Forms(
    "{when} the latest report, by {source} {age}, placed {who} at {place}.",
    "{when} the latest report, by {source}, placed {who} at {place}.",
    "{when} the latest report placed {who} at {place}.",
)
REPORTED_IN = Forms(
    "{when} the latest report, by {source} {age}, placed {who} in {place}.",
    "{when} the latest report, by {source}, placed {who} in {place}.",
    "{when} the latest report placed {who} in {place}.",
)
REPORTED_LEFT = Forms(
    "{when} the latest report, by {source} {age}, was that {who} had left {place}.",
    "{when} the latest report, by {source}, was that {who} had left {place}.",
    "{when} the latest report was that {who} had left {place}.",
)
EXPECTED = Forms(
    "{when} no report placed {who} anywhere yet; the destination expected was {place}, {source}"
    " reported {age}.",
    "{when} no report placed {who} anywhere yet; the destination expected was {place}, {source}"
    " reported.",
    "{when} no report placed {who} anywhere yet; the destination expected was {place}.",
)
NOTHING_YET = "{when} no report placed {who} anywhere yet."

# A place is stated for a moment only where the window is no wider. Seconds.
_NARROW_SECONDS = 1800
# A range of less is none: kilometres are stated to the metre.
_SAME_KM = 0.01
_MINUTE = 60
_DETERMINER = re.compile("^(The|A|An|My|Our|His|Her|Their)(?= )")


def sentence_at(journey: Journey, moment: float, *, known: bool = False) -> str:
    """Say where the traveller was at a moment, and who says so; `known`: by what was public."""
    return _Sentence(journey, moment, known=known).words


def traveller_in_words(traveller: str) -> str:
    """Name the traveller within a sentence: `the train`, `Anna`."""
    return _DETERMINER.sub(lambda found: found[0].lower(), traveller)


class _Sentence:
    """A sentence in the making: the moment, where the traveller was, and the words for both."""

    def __init__(self, journey: Journey, moment: float, *, known: bool) -> None:
        self.journey = journey
        self.moment = moment
        self.epoch = journey.known.epoch_at(moment) if known else None
        track = None if self.epoch is None else self.epoch.track
        self.placed = track is not None or not known
        if not known:
            self.best, self.low, self.high = journey.position_at(moment)
        else:
            best, low, high = track.at(np.array([moment])) if track else (np.zeros(1),) * 3
            self.best, self.low, self.high = float(best[0]), float(low[0]), float(high[0])
        zones = journey.line.zones(journey.gazetteer)
        self.zone = next(
            (zone for km, zone in reversed(zones) if km <= self.best), journey.config.zone
        )
        self.scene = {
            "when": moment_phrase(journey, moment, self.zone),
            "who": traveller_in_words(journey.config.traveller),
        }
        self.words = self._known() if known else self._happened()

    def _happened(self) -> str:
        recorded = self.journey.happened.recorded
        if recorded is not None and recorded[0] <= self.moment <= recorded[1]:
            return self._recorded()
        fixes = self.journey.fixes
        if not fixes and recorded is not None:
            ends = BEFORE_RECORDING if self.moment < recorded[0] else AFTER_RECORDING
            return ends.format(**self.scene)
        if not fixes:
            return NOWHERE[self.journey.sourced].format(**self.scene)
        first = fixes[0].event
        begins = first.window.start if np.isfinite(first.window.start) else fixes[0].moment
        if self.moment < begins:
            if first.kind is Kind.DEPARTURE:
                return self._in_form(NOT_LEFT, first)
            return self._alone(FIRST_AT, first, begins)
        return self._by_fixes(fixes)

    def _by_fixes(self, fixes: Sequence[PlacedEvent]) -> str:
        coarse = isinstance(stated_unit(self.journey), Unit)
        # Several events can be at one place; any that is narrow enough holds it there.
        narrow = [
            fix
            for fix in fixes
            if fix.event.window.bounded and (coarse or fix.event.window.length <= _NARROW_SECONDS)
        ]
        for fix in narrow:
            window = fix.event.window
            during = window.start - _MINUTE <= self.moment <= window.end + _MINUTE
            if during and abs(fix.km - self.best) <= AT_KM:
                wide = self.high - self.low > NARROW_KM and window.length <= _NARROW_SECONDS
                return self._contradicted(
                    self._in_form(NEAR if wide else AT, fix.event), differing(fix.event)
                )
        last = (narrow or list(fixes))[-1]
        # One further on, whose hour nobody states, is a later report all the same.
        is_last = abs(fixes[-1].km - last.km) <= AT_KM
        end = last.event.window.end
        since = end if np.isfinite(end) else last.moment
        if is_last and self.moment > since + _MINUTE and self.best - last.km <= AT_KM:
            return self._alone(LAST_AT, last.event, since)
        return self._between(fixes)

    def _alone(self, forms: tuple[str, str], event: Event, at: float) -> str:
        """Say what is known of the first or the last event alone, which was at a moment."""
        voice = voice_of(event)
        return forms[voice is None].format(
            **self.scene,
            place=self._place(event.place),
            since=later(at - self.moment),
            source="" if voice is None else voice.name,
        )

    def _between(self, fixes: Sequence[PlacedEvent]) -> str:
        stops = stops_around(self.journey, self.best, self.best)
        if stops is None:
            return ON_THE_WAY[self.journey.sourced].format(**self.scene)
        (behind, behind_km), (ahead, _) = stops
        around = None
        if self.high - self.low > NARROW_KM:
            around = places_of_range(self.journey, self.low, self.high)
        before, after = around or (self._place(behind), self._place(ahead))
        last = next((fix for fix in reversed(fixes) if fix.moment <= self.moment), None)
        coming = next((fix for fix in fixes if fix.moment > self.moment), None)
        sources = [self._source(fix.event) for fix in (last, coming) if fix is not None]
        if around is None and abs(behind_km - self.best) <= AT_KM:
            return self._judged(ABOUT_AT, sources, place=before)
        return self._judged(BETWEEN, sources, before=before, after=after)

    def _judged(self, forms: Judged, sources: Sequence[str], **places: str) -> str:
        named = list(dict.fromkeys(filter(None, sources)))
        if not named:
            return forms.plain.format(**self.scene, **places)
        form = forms.both if named[1:] else forms.one
        return form.format(**self.scene, **places, first=named[0], second=named[-1])

    def _recorded(self) -> str:
        certain = self.high - self.low <= _SAME_KM
        stops = stops_around(self.journey, self.best, self.best)
        near = [key for key, km in stops or () if abs(km - self.best) <= AT_KM]
        if near:
            return RECORDED_AT[certain].format(**self.scene, place=self._place(near[0]))
        if stops is None or stops[0] == stops[1]:
            return RECORDED[certain].format(**self.scene)
        before, after = (self._place(key) for key, _ in stops)
        return RECORDED_BETWEEN[certain].format(**self.scene, before=before, after=after)

    def _known(self) -> str:
        epoch = self.epoch
        if epoch is None:
            return NOTHING_YET.format(**self.scene)
        known: dict[str, Event] = {}
        for each in self.journey.known.epochs:
            if each.start <= epoch.start:
                known |= {event.id: event for event in each.events}
        by = known.get(epoch.placed_by or "")
        if self.placed and by is not None and by.place is not None:
            if by.kind is Kind.DEPARTURE:
                return self._in_form(REPORTED_LEFT, by)
            area = self.journey.gazetteer[by.place].is_area
            return self._in_form(REPORTED_IN if area else REPORTED_AT, by)
        if epoch.expected is None:
            return NOTHING_YET.format(**self.scene)
        ordered = [known[event.id] for event in self.journey.events if event.id in known]
        expecting = [
            event
            for event in ordered
            if event.place == epoch.expected and event.status is Status.EXPECTED
        ]
        if not expecting:
            return EXPECTED.plain.format(**self.scene, place=self._place(epoch.expected))
        return self._in_form(EXPECTED, expecting[-1])

    def _in_form(self, forms: Forms, event: Event) -> str:
        """Say an event in the form that who says it allows."""
        place, voice = self._place(event.place), voice_of(event)
        if voice is None:
            return forms.plain.format(**self.scene, place=place)
        # An explanation after a comma ends with one.
        source = f"{voice.name}," if ", " in voice.name else voice.name
        age = voice.age(self.moment, self.zone)
        form = forms.dated if age else forms.sourced
        return form.format(**self.scene, place=place, source=source, age=age)

    def _source(self, event: Event) -> str:
        voice = voice_of(event)
        if voice is None:
            return ""
        age = voice.age(self.moment, self.zone)
        return SOURCE_AND_AGE.format(source=voice.name, age=age) if age else voice.name

    def _contradicted(self, words: str, count: int) -> str:
        if not count or not self.journey.sourced:
            return words
        more = OTHER_REPORTS.format(count=number_in_words(count).capitalize())
        return f"{words} {OTHER_REPORT if count == 1 else more}"

    def _place(self, key: str | None) -> str:
        return place_in_words(self.journey, str(key))
