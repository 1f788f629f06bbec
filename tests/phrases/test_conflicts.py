"""Why a claim differs, and why an event is not believed, as a reader sees it."""

import pytest

from journeymap.claims.columns import Kind
from journeymap.claims.fusion import Disagreement
from journeymap.claims.gazetteer import Gazetteer
from journeymap.phrases.conflicts import conflict_in_words, disagreement_in_words
from journeymap.tracks.conflicts import RecordingConflict, SpeedConflict
from tests.support.samples import HOUR, at, place

GAZETTEER = Gazetteer([place("inn", name="Inn"), place("far", name="Far {0}")])
NOON = at("2023-09-12T12:00+10:00")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, ""),
        (Disagreement(contradicted=True), "other reports contradict it"),
        (Disagreement(other_place="far"), "it names Far {0}"),
        (Disagreement(before=NOON), "it puts this before 12 Sep 2023, 12:00 (UTC+10)"),
        (Disagreement(after=NOON), "it puts this after 12 Sep 2023, 12:00 (UTC+10)"),
        (
            Disagreement(True, "inn", after=NOON),
            (
                "other reports contradict it; it names Inn; "
                "it puts this after 12 Sep 2023, 12:00 (UTC+10)"
            ),
        ),
    ],
)
def test_a_disagreement_is_written_with_all_that_differs(found, words):
    assert disagreement_in_words(found, "Asia/Vladivostok", GAZETTEER) == words


@pytest.mark.parametrize(
    ("conflict", "words"),
    [
        (
            SpeedConflict("a", Kind.STOP, "inn", 1500.4, 10 * HOUR),
            "To be true together with “stop at Inn”, 1,500 km away, it would need 150 km/h.",
        ),
        (
            SpeedConflict("a", Kind.BORDER_CROSSING, "far", 90, -HOUR),
            (
                "It cannot be true together with “border crossing at Far {0}”, 90 km away: "
                "the order is wrong."
            ),
        ),
        (
            SpeedConflict(None, None, None, 20, 0),
            "It cannot be true together with “the recording”, 20 km away: the order is wrong.",
        ),
        (
            RecordingConflict("inn", 29.6, recorded=True),
            "The recording was then 30 km away from Inn.",
        ),
        (
            RecordingConflict("inn", 16.1, recorded=False),
            "The points recorded before and after leave no time to come nearer to Inn than 16 km.",
        ),
    ],
)
def test_a_conflict_is_one_sentence(conflict, words):
    assert conflict_in_words(conflict, GAZETTEER) == words
