"""How long something took, in words."""

import pytest

from journeymap.phrases.durations import duration


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 minutes"),
        (43, "43 seconds"),
        (60, "1 minute"),
        (3540, "59 minutes"),
        (3600, "1 hour"),
        (6060, "1 h 41 min"),
        (172800, "2 days"),
        (200 * 86400, "200 days"),
        (950_000_000, "30 years"),
    ],
)
def test_durations_are_said_in_words(seconds, words):
    assert duration(seconds) == words
