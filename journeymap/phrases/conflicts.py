"""Why a claim differs from its event, and why an event is not believed."""

from __future__ import annotations

from journeymap.claims.fusion import Disagreement
from journeymap.claims.gazetteer import Gazetteer
from journeymap.phrases.claims import happening
from journeymap.times import in_words
from journeymap.tracks.conflicts import Conflict, RecordingConflict

CONTRADICTED = "other reports contradict it"
NAMES_ANOTHER_PLACE = "it names {place}"
PUTS_IT_BEFORE = "it puts this before {moment}"
PUTS_IT_AFTER = "it puts this after {moment}"

WRONG_ORDER = "It cannot be true together with “{other}”, {km:,.0f} km away: the order is wrong."
TOO_FAST = "To be true together with “{other}”, {km:,.0f} km away, it would need {speed:,.0f} km/h."
THE_RECORDING = "the recording"
RECORDED_ELSEWHERE = "The recording was then {km:,.0f} km away from {place}."
OUT_OF_REACH = (
    "The points recorded before and after leave no time to come nearer to {place} "
    "than {km:,.0f} km."
)


def disagreement_in_words(found: Disagreement | None, zone: str, gazetteer: Gazetteer) -> str:
    """Say in what a claim differs from its event, by the clock of `zone`; empty when it agrees."""
    if found is None:
        return ""
    clauses = []
    if found.contradicted:
        clauses.append(CONTRADICTED)
    if found.other_place is not None:
        clauses.append(NAMES_ANOTHER_PLACE.format(place=gazetteer[found.other_place].name))
    if found.before is not None:
        clauses.append(PUTS_IT_BEFORE.format(moment=in_words(found.before, zone)))
    if found.after is not None:
        clauses.append(PUTS_IT_AFTER.format(moment=in_words(found.after, zone)))
    return "; ".join(clauses)


def conflict_in_words(conflict: Conflict, gazetteer: Gazetteer) -> str:
    """Say why an event is not believed, in one sentence."""
    if isinstance(conflict, RecordingConflict):
        sentence = RECORDED_ELSEWHERE if conflict.recorded else OUT_OF_REACH
        return sentence.format(km=conflict.km, place=gazetteer[conflict.place].name)
    kind = conflict.other_kind
    other = THE_RECORDING if kind is None else happening(kind, conflict.other_place, gazetteer)
    speed = conflict.speed_kmh
    if speed is None:
        return WRONG_ORDER.format(other=other, km=conflict.km)
    return TOO_FAST.format(other=other, km=conflict.km, speed=speed)
