"""What a reader sees of a recording."""

import pytest

from journeymap.lines.simplified_recording import FasterThanAssumed, GapsBridged, LineSimplified
from journeymap.phrases.recordings import notice_in_words


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        (
            LineSimplified(5_000, 10_000, 1.26),
            "The line is drawn from 5,000 of 10,000 recorded points and is up to 1.3 pixels off",
        ),
        (GapsBridged(1988), "1,988 of the shortest gaps are drawn as if recorded."),
        (
            FasterThanAssumed(401.2, 1.7e9, 80),
            "401 km/h on 14 Nov 2023, 22:13 (UTC), and the maximum speed of this journey is 80",
        ),
    ],
)
def test_a_notice_says_how_much_and_when(notice, words):
    assert words in notice_in_words(notice, "UTC")
