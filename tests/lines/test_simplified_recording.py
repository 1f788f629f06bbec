"""A recording drawn: near to all its points at their moments, and with what they say in full."""

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.geodesy import distance_km, steps_km
from journeymap.lines.recording import Recording
from journeymap.lines.simplification import MAP_PX, flatten
from journeymap.lines.simplified_recording import (
    GAP_SECONDS,
    GapsBridged,
    LineSimplified,
    measure,
    simplify_recording,
)
from journeymap.settings import DEFAULTS
from journeymap.times import Window
from journeymap.tracks.prism import Fix, reconstruct
from journeymap.tracks.recorded_track import as_track

SETTINGS = settings(max_examples=60, deadline=None)
KMH = 80.0


def recording(lon, lat, t=None, starts=(0,)):
    t = None if t is None else np.asarray(t, dtype="float64")
    return Recording(np.asarray(lon, "float64"), np.asarray(lat, "float64"), t, np.array(starts))


def wrapped(lon):
    return (np.asarray(lon) + 180) % 360 - 180


def ride(n, seed, *, lon=20.0, lat=45.0, jitter=2e-5, step=1.0):
    """Turn, speed up, slow down and stand, with a device's errors; degrees and seconds."""
    rng = np.random.default_rng(seed)
    heading = np.cumsum(rng.normal(0, 0.05, n))
    speed = 8e-5 * np.clip(1 + 2 * np.sin(np.arange(n) / 150), 0, None)
    lons = lon + np.cumsum(np.cos(heading) * speed) + rng.normal(0, jitter, n)
    lats = lat + np.cumsum(np.sin(heading) * speed * 0.7) + rng.normal(0, jitter, n)
    return recording(wrapped(lons), np.clip(lats, -89.9999, 89.9999), 1.7e9 + np.arange(n) * step)


def mercator(lon, lat):
    """x + iy in radians, as the Spherical Mercator of web maps has it; it ends at 85.05 degrees."""
    end = 2 * np.arctan(np.exp(np.pi)) - np.pi / 2
    phi = np.clip(np.radians(lat), -end, end)
    return np.radians(lon) + 1j * np.log(np.tan(np.pi / 4 + phi / 2))


def off(made, vertices, *, geometry=False):
    """Pixels from each recorded point to the drawn one, at the zoom at which all of it fits."""
    drawn = simplify_recording(made, vertices)
    line = drawn.line
    lon, km = np.unwrap(made.lon, period=360), measure(made).km
    at = km if made.t is None else np.interp(made.t, drawn.t, line.km)
    z = mercator(lon, made.lat)
    extent = max(np.ptp(z.real), np.ptp(z.imag))
    px = MAP_PX / max(extent, 2 * np.pi * MAP_PX / (256 * 2**19))
    if geometry:
        corners = mercator(*line.coordinates.T)
        there = np.interp(at, line.km, corners.real) + 1j * np.interp(at, line.km, corners.imag)
    else:
        there = mercator(*(np.interp(at, line.km, line.coordinates[:, axis]) for axis in (0, 1)))
    return np.abs(there - z) * px, drawn


def assert_as_promised(made, vertices):
    for geometry in (False, True):
        away, drawn = off(made, vertices, geometry=geometry)
        assert away.max() <= drawn.off_px + 1e-4
    assert 2 <= len(drawn.line.km) <= vertices
    assert (np.diff(drawn.line.km) >= 0).all()
    assert drawn.line.km[-1] == pytest.approx(measure(made).km[-1])
    assert [leg.first for leg in drawn.line.legs[1:]] == [leg.last for leg in drawn.line.legs[:-1]]
    assert drawn.line.legs[0].first == 0
    assert drawn.line.legs[-1].last == len(drawn.line.km) - 1
    return drawn


@st.composite
def wanderings(draw):
    """Points that stand, jitter, leap, turn, cross the date line or a pole, with gaps or none."""
    n = draw(st.integers(2, 60))
    scale = draw(st.sampled_from([0.0, 1e-6, 1e-3, 1.0, 30.0]))
    lon = draw(st.sampled_from([0.0, 179.9999, -120.0])) + np.cumsum(_steps(draw, n)) * scale
    lat = draw(st.sampled_from([0.0, 60.0, 89.9999, -85.0])) + np.cumsum(_steps(draw, n)) * scale
    seconds = draw(st.lists(st.sampled_from([0.001, 1, 30, 301, 1e5]), min_size=n, max_size=n))
    t = 1.7e9 + np.cumsum(seconds) if draw(st.booleans()) else None
    starts = sorted({0, *draw(st.lists(st.integers(0, n - 1), max_size=4))})
    return recording(wrapped(lon), np.clip(lat, -89.9999, 89.9999), t, starts)


def _steps(draw, n):
    return draw(st.lists(st.floats(-1, 1, width=32), min_size=n, max_size=n))


@SETTINGS
@given(wanderings(), st.sampled_from([8, 25, 70, 500]))
def test_every_recorded_point_is_as_near_to_the_drawn_one_as_promised(made, vertices):
    assert_as_promised(made, vertices)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("position", [{}, {"lon": 179.99}, {"lat": 89.9}, {"lat": -84.0}])
def test_a_ride_is_within_a_pixel(seed, position):
    drawn = assert_as_promised(ride(20_000, seed, **position), 5_000)
    assert drawn.off_px <= 1
    assert drawn.notices(1e9) == []


def test_ten_thousand_random_points_say_how_far_they_are_off():
    rng = np.random.default_rng(5)
    n = 10_000
    made = recording(rng.uniform(-180, 180, n), rng.uniform(-60, 60, n), 1.7e9 + np.arange(n))
    drawn = assert_as_promised(made, 5_000)
    assert len(drawn.line.km) == 5_000
    assert drawn.off_px > 1
    assert drawn.notices(1e9) == [LineSimplified(5_000, 10_000, drawn.off_px)]


def test_detail_goes_on_beyond_a_pixel_while_there_are_vertices():
    t = np.arange(20_000)
    made = recording(t / 1e5, 45 + np.sin(t / 300) / 10, 1.7e9 + t)
    few, many = assert_as_promised(made, 150), assert_as_promised(made, 5_000)
    assert few.off_px > many.off_px
    assert many.off_px <= 1 / 16
    assert len(many.line.km) < 5_000


def test_who_stands_still_needs_two_vertices():
    drawn = assert_as_promised(recording([5] * 100, [50] * 100, 1.7e9 + np.arange(100)), 5_000)
    assert len(drawn.line.km) == 2
    assert drawn.statistics.maximum_kmh == 0
    assert drawn.statistics.typical_kmh is None


def test_a_stop_is_in_the_timing_where_it_is_not_in_the_shape():
    # A straight way, with an hour's stop in its midst: by shape alone two vertices would do.
    t = np.concatenate([np.arange(100.0), 3600 + np.arange(100.0)])
    t[100:] += 100
    lon = np.concatenate([np.arange(100), 99 + np.arange(100)]) / 1000
    stops = recording(
        np.insert(lon, 100, [0.099] * 58),
        np.zeros(258),
        1.7e9 + np.insert(t, 100, 99 + 62 * np.arange(1, 59)),
    )
    drawn = assert_as_promised(stops, 5_000)
    assert np.interp(1.7e9 + 1800, drawn.t, drawn.line.km) == pytest.approx(99 * 0.111319, rel=1e-3)


def test_two_points_are_a_line():
    drawn = assert_as_promised(recording([1, 2], [1, 2], [0, 100]), 5_000)
    assert drawn.off_px == 0
    assert [leg.basis for leg in drawn.line.legs] == ["recorded"]


def test_at_a_pole_all_longitudes_are_one_place():
    drawn = simplify_recording(
        recording([0, 170, -20, 40], [89.999, 90, 90, 89.999], [0, 10, 20, 30]), 20
    )
    assert drawn.line.length == pytest.approx(2 * 0.1116936, rel=1e-4)


def test_the_line_runs_on_past_the_date_line():
    lon = np.linspace(179, 181, 500)
    drawn = assert_as_promised(recording(wrapped(lon), np.zeros(500), 1.7e9 + np.arange(500)), 50)
    assert drawn.line.coordinates[-1, 0] == pytest.approx(181)
    assert drawn.line.length == pytest.approx(geodesic((0, 179), (0, -179)).km, abs=1e-4)


def test_kilometres_are_of_all_points_and_not_of_the_drawn_ones():
    made = ride(5_000, 1)
    drawn = simplify_recording(made, 20)
    by_geopy = sum(
        geodesic(here, there).km
        for here, there in zip(
            zip(made.lat[:500], made.lon[:500], strict=True),
            zip(made.lat[1:501], made.lon[1:501], strict=True),
            strict=True,
        )
    )
    assert measure(made).km[500] == pytest.approx(by_geopy, abs=1e-5)
    assert np.isin(drawn.line.km, measure(made).km).all()


@SETTINGS
@given(st.floats(-180, 180), st.floats(-89, 89), st.floats(0, 0.4), st.floats(-0.4, 0.4))
def test_short_steps_are_as_long_as_geodesics(lon, lat, east, north):
    lons, lats = np.array([lon, lon + east]), np.clip([lat, lat + north], -90, 90)
    exact = distance_km(lons[:1], lats[:1], lons[1:], lats[1:])
    assert steps_km(lons, lats) == pytest.approx(exact, abs=1e-7)


def test_nine_kilometres_are_told_to_the_tenth_of_a_millimetre():
    lon, lat = np.array([20, 20.08]), np.array([45, 45.06])
    exact = distance_km(lon[:1], lat[:1], lon[1:], lat[1:])
    assert 9 < exact[0] < 10
    assert steps_km(lon, lat) == pytest.approx(exact, abs=1e-7, rel=0)


def test_who_stands_for_most_of_the_time_has_the_typical_speed_of_moving():
    # 36 km/h for 200 seconds, then a device's errors of 0.5 m a second (1.8 km/h) for 800.
    metres = np.concatenate([np.arange(200) * 10.0, 1990 + 0.5 * np.arange(1, 801)])
    made = recording(np.degrees(metres / 6_378_137), np.zeros(1000), 1.7e9 + np.arange(1000))
    assert measure(made).typical_kmh == pytest.approx(36, abs=0.1)


def test_speeds_are_means_over_ten_seconds():
    # 36 km/h along the equator, and one point thrown 15 m ahead for a second.
    n = 600
    metres = np.arange(n) * 10.0
    metres[300] += 15
    made = recording(np.degrees(metres / 6_378_137), np.zeros(n), 1.7e9 + np.arange(n))
    statistics = measure(made)
    assert statistics.typical_kmh == pytest.approx(36, abs=0.01)
    # Ten metres more are run in ten seconds: of one second it would have been 90 km/h.
    assert statistics.maximum_kmh == pytest.approx(36 * 1.15, abs=4)
    assert 1.7e9 + 289 <= statistics.maximum_at <= 1.7e9 + 300


def test_no_speed_is_read_from_a_gap():
    made = recording([0, 0.001, 5, 5.001], [0] * 4, [0, 10, 11, 21], starts=(0, 2))
    assert measure(made).maximum_kmh == pytest.approx(40.07, abs=0.1)


def test_a_speed_above_the_maximum_is_told():
    drawn = simplify_recording(recording([0, 0.1], [0, 0], [1.7e9, 1.7e9 + 100]), 20)
    (notice,) = drawn.notices(80)
    assert (round(notice.kmh), notice.at, notice.max_speed_kmh) == (401, 1.7e9, 80)
    assert drawn.notices(500) == []


def test_gaps_are_long_silences_and_new_segments():
    t = [0, 1, 2, 2 + GAP_SECONDS, 3 + 2.1 * GAP_SECONDS, 700, 701]
    made = recording(np.arange(7) / 100, [0] * 7, t, starts=(0, 2))
    drawn = simplify_recording(made, DEFAULTS.vertices)
    assert measure(made).gaps.tolist() == [1, 3]
    assert [leg.basis for leg in drawn.line.legs] == [
        "recorded",
        "gap",
        "recorded",
        "gap",
        "recorded",
    ]
    assert [float(drawn.t[leg.first]) for leg in drawn.line.legs if leg.basis == "gap"] == [1, t[3]]


def test_of_too_many_gaps_the_longest_are_drawn_and_the_rest_told():
    n = 1_000
    t = np.cumsum(np.where(np.arange(n) % 100 == 50, 5_000, 400.0))
    drawn = assert_as_promised(recording(np.arange(n) / 100, np.sin(np.arange(n)), t), 230)
    lengths = np.diff(drawn.t)[drawn.gaps]
    assert (lengths >= 5_000).sum() == 10
    assert len(drawn.gaps) == 11
    assert drawn.bridged == n - 1 - 11
    assert GapsBridged(988) in drawn.notices(1e9)


@SETTINGS
@given(st.floats(0.001, 1e6), st.floats(0, 500), st.floats(0, 100))
def test_a_gap_is_the_prism_of_two_fixes(seconds, km, before):
    t, ends = 1.7e9 + np.array([0, seconds]), before + np.array([0, km])
    track = as_track(t, ends, np.array([0]), KMH)
    moments = np.linspace(*t, 41)
    best, low, high = track.at(moments)
    if km <= seconds * KMH / 3600:
        fixes = [
            Fix(name, at, Window(moment, moment))
            for name, at, moment in zip("ab", ends.tolist(), t.tolist(), strict=True)
        ]
        wanted = reconstruct(fixes, float(ends[1]), KMH, (float(t[0]), float(t[1]))).track
        for ours, theirs in zip((best, low, high), wanted.at(moments), strict=True):
            assert ours == pytest.approx(theirs, abs=1e-6)
    else:
        # Faster than can be: the recording stands, and takes the speed that it takes.
        assert low == pytest.approx(best, abs=1e-9)
        assert high == pytest.approx(best, abs=1e-9)


@SETTINGS
@given(wanderings(), st.floats(0.1, 1e5))
def test_the_track_is_exact_where_recorded_and_never_goes_back(made, speed):
    if made.t is None:
        return
    drawn = simplify_recording(made, 400)
    track = as_track(drawn.t, drawn.line.km, drawn.gaps, speed)
    assert (np.diff(track.t) > 0).all()
    assert (track.low <= track.best).all()
    assert (track.best <= track.high).all()
    assert all((np.diff(each) >= 0).all() for each in (track.best, track.low, track.high))
    middles = (drawn.t[:-1] + drawn.t[1:]) / 2
    in_gap = np.isin(np.arange(len(middles)), drawn.gaps)
    for moments in (drawn.t, middles[~in_gap]):
        best, low, high = track.at(moments)
        assert low.tolist() == best.tolist() == high.tolist()


def test_quadratic_shapes_do_not_take_quadratic_work(monkeypatch):
    # Of each run the worst point is next to its end: halves are then made by force.
    n = 4_000
    x = np.where(np.arange(n) % 2, 1, -1) * np.arange(n)[::-1] / n
    looked_at = []
    from journeymap.lines import simplification

    worst = simplification._Splitter.worst
    monkeypatch.setattr(
        simplification._Splitter,
        "worst",
        lambda self, first, last: looked_at.append(last - first) or worst(self, first, last),
    )
    simplification.simplify(x, x, np.arange(n, dtype="float64"), np.array([], dtype=int), n)
    assert sum(looked_at) < 100 * n


def test_the_map_has_a_size_for_a_track_of_one_place():
    assert flatten(np.zeros(2), np.zeros(2)).world_px == 256 * 2**19
