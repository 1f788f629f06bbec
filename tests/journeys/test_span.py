"""The time around what is reported and recorded."""

from types import SimpleNamespace

import numpy as np
import pytest

from journeymap.journeys.span import span_of
from journeymap.times import Window

HOUR = 3600.0
DAY = 24 * HOUR


def margin(seconds, *, recorded):
    """The margin of a journey that lasts so long, given by two events or by a recording."""
    moments = (1e9, 1e9 + seconds)
    if recorded:
        first, last = span_of([], SimpleNamespace(t=np.array(moments)))
    else:
        events = [SimpleNamespace(window=Window(at, at), claims=()) for at in moments]
        first, last = span_of(events, None)
    assert moments[0] - first == pytest.approx(last - moments[1])
    return moments[0] - first


@pytest.mark.parametrize(
    ("seconds", "of_events", "of_a_recording"),
    [
        (0, 6 * HOUR, 6 * HOUR),
        (43, 43, 4.3),
        (10 * 60, 10 * 60, 60),
        (2 * HOUR, 2 * HOUR, 60 + 0.02 * 2 * HOUR),
        (6 * HOUR, 6 * HOUR, 60 + 0.02 * 6 * HOUR),
        (4 * DAY, 6 * HOUR, 60 + 0.02 * 4 * DAY),
        (900 * DAY, 6 * HOUR, 6 * HOUR),
    ],
)
def test_the_margin_is_no_longer_than_what_it_surrounds(seconds, of_events, of_a_recording):
    assert margin(seconds, recorded=False) == pytest.approx(of_events)
    assert margin(seconds, recorded=True) == pytest.approx(of_a_recording)
