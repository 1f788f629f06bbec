"""A recording holds only what was recorded, and comes out of its bytes as it went in."""

import contextlib
import struct
import tracemalloc
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.lines.recording import Recording

MAX = 1_000_000
SETTINGS = settings(max_examples=200, deadline=None, derandomize=True)


def recording(lon=(0, 1), lat=(0, 1), t=(0, 1), starts=(0,)):
    moments = None if t is None else np.array(t, dtype="float64")
    return Recording(np.array(lon, "float64"), np.array(lat, "float64"), moments, np.array(starts))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"lon": [0], "lat": [0], "t": [0]}, "two points"),
        ({"lon": [0, 1, 2]}, "every column"),
        ({"t": [0]}, "every column"),
        ({"lon": [0, np.nan]}, "finite"),
        ({"t": [0, np.inf]}, "finite"),
        ({"lon": [0, 180.1]}, "earth"),
        ({"lat": [0, -90.1]}, "earth"),
        ({"t": [0, 0]}, "ascend"),
        ({"t": [1, 0]}, "ascend"),
        ({"t": [0, 0.0004]}, "millisecond"),
        ({"t": [0, 1e12]}, "10,000 BCE"),
        ({"starts": [1]}, "segments"),
        ({"starts": [0, 0]}, "segments"),
        ({"starts": [0, 2]}, "segments"),
        ({"starts": [0.0]}, "starts is not one column"),
        ({"lon": [[0, 1]]}, "lon is not one column"),
    ],
)
def test_what_cannot_have_been_recorded_is_refused(wrong, why):
    with pytest.raises(ValueError, match=why):
        recording(**wrong)


def test_text_is_no_position():
    with pytest.raises(ValueError, match="lon is not one column"):
        Recording(np.array(["0", "1"]), np.zeros(2), None, np.array([0]))


def test_nobody_can_write_to_it():
    lon = np.array([0.0, 1.0])
    made = Recording(lon, np.zeros(2), None, np.array([0]))
    lon[0] = 50
    assert made.lon[0] == 0
    with pytest.raises(ValueError, match="read-only"):
        made.lon[0] = 50


@st.composite
def recordings(draw):
    n = draw(st.integers(2, 40))
    degrees = st.floats(-1, 1).map(lambda share: round(share, 9))
    lon = np.array(draw(st.lists(degrees, min_size=n, max_size=n))) * 180
    lat = np.array(draw(st.lists(degrees, min_size=n, max_size=n))) * 90
    steps = draw(st.lists(st.integers(1, 10**8), min_size=n, max_size=n))
    timed = draw(st.booleans())
    t = np.cumsum(steps) / 1000 + draw(st.integers(-(10**9), 4 * 10**9)) if timed else None
    starts = sorted({0, *draw(st.lists(st.integers(0, n - 1)))})
    return Recording(lon, lat, t, np.array(starts))


@SETTINGS
@given(recordings())
def test_it_comes_out_of_its_bytes_as_it_went_in(made):
    again = Recording.from_bytes(made.to_bytes(), MAX)
    assert np.abs(again.lon - made.lon).max() <= 0.51e-7
    assert np.abs(again.lat - made.lat).max() <= 0.51e-7
    assert again.starts.tolist() == made.starts.tolist()
    assert (again.t is None) == (made.t is None)
    if made.t is not None:
        assert np.abs(again.t - made.t).max() <= 0.51e-3
    assert again.to_bytes() == made.to_bytes()


def test_the_written_decimals_come_out_as_they_are_read():
    made = recording(
        lon=[139.7671248, -0.1], lat=[35.6812362, 51.3], t=[1700000000.123, 1700000001]
    )
    again = Recording.from_bytes(made.to_bytes(), MAX)
    assert again.lon.tolist() == [139.7671248, -0.1]
    assert again.lat.tolist() == [35.6812362, 51.3]
    assert again.t.tolist() == [1700000000.123, 1700000001.0]


@SETTINGS
@given(st.binary(max_size=200), st.booleans())
def test_nonsense_is_a_value_error(body, begins_well):
    with pytest.raises(ValueError, match="recording"):
        Recording.from_bytes(b"JMR1" + body if begins_well else body, MAX)


@SETTINGS
@given(recordings(), st.data())
def test_damage_is_a_value_error_or_another_recording(made, data):
    body = bytearray(made.to_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    del body[data.draw(st.integers(0, len(body))) :]
    with contextlib.suppress(ValueError):
        assert len(Recording.from_bytes(bytes(body), MAX)) >= 2


def test_what_unpacks_to_something_else_is_a_value_error():
    # The checksum is right, the content is not: a segment from before the first point.
    body = struct.pack("<4sIIB", b"JMR1", 2, 1, 0) + zlib.compress(b"\xff" * 20)
    with pytest.raises(ValueError, match="segments"):
        Recording.from_bytes(body, MAX)


def test_too_many_points_are_refused_before_they_are_unpacked():
    body = recording(lon=[0, 1, 2], lat=[0, 1, 2], t=[0, 1, 2]).to_bytes()
    assert len(Recording.from_bytes(body, max_points=3)) == 3
    with pytest.raises(ValueError, match="3 points; the maximum is 2"):
        Recording.from_bytes(body, max_points=2)
    head = struct.pack("<4sIIB", b"JMR1", 2**32 - 1, 1, 1)
    with pytest.raises(ValueError, match="4,294,967,295 points"):
        Recording.from_bytes(head + zlib.compress(b""), MAX)


def test_a_bomb_is_not_unpacked_beyond_what_it_says():
    body = struct.pack("<4sIIB", b"JMR1", 2, 1, 1) + zlib.compress(b"\0" * 50_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="length is wrong"):
            Recording.from_bytes(body, MAX)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_million_points_are_some_megabytes():
    rng = np.random.default_rng(5)
    n = 1_000_000
    made = Recording(
        np.cumsum(rng.normal(0, 1e-5, n)),
        np.cumsum(rng.normal(0, 1e-5, n)),
        1.7e9 + np.arange(n),
        np.array([0]),
    )
    assert len(made.to_bytes()) < 5_000_000
